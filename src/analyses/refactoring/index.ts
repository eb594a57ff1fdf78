export { counts, kinds } from '../../model/refactoring-kinds.js';
export { type CodeTree, codeTree } from './code-tree.js';
export type { SourceFile } from './comparison.js';
export {
  type Detection,
  isTidy,
  onlyRefactors,
  refactoringsBetween,
  residueOfAll,
  type Turned,
} from './detect.js';
export { indicators, observe } from './indicators.js';
export { type Comparison, judge } from './judge.js';
export type { FileResidue } from './residue.js';
