export { type CodeTree, codeTree } from './code-tree.js';
export type { SourceFile } from './comparison.js';
export { type Detection, isTidy, refactoringsBetween, residueOfAll, type Turned } from './detect.js';
export { counts, kinds } from './kinds.js';
export type { FileResidue } from './residue.js';
