export { codeTree } from './code-tree.js';
export type { SourceFile } from './comparison.js';
export { declares, onlyValuesDiffer } from './declares.js';
export { type Detection, isTidy, onlyRefactors, refactoringsBetween, residueOfAll } from './detect.js';
export { indicators, observe } from './indicators.js';
export { judge } from './judge.js';
