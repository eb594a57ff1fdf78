export { type CodeTree, codeTree } from './code-tree.js';
export type { SourceFile } from './comparison.js';
export { type Detection, refactoringsBetween } from './detect.js';
