export { type Alias, packageAliases, pathAliases } from './aliases.js';
export { indicators, OBSERVED, observe } from './indicators.js';
export { judge, type LeftOut, type Step } from './judge.js';
export { languageOf } from './languages/index.js';
export { type HandsOn, indexFilesWanted, linkOf, readIndexFile } from './links.js';
export { contentLeavesOut, type Role, roleOf } from './roles.js';
export { readSource } from './source.js';
export { readTouch, type Touch } from './touch.js';
