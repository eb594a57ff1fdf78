export { type Alias, packageAliases, pathAliases } from './aliases.js';
export { glimpse } from './glimpse.js';
export { indicators, observe } from './indicators.js';
export { judge, type Step } from './judge.js';
export { type Language, languageOf } from './languages/index.js';
export { type HandsOn, indexFilesWanted, linkOf, readIndexFile } from './links.js';
export { contentLeavesOut, roleOf } from './roles.js';
export { readSource, type Source } from './source.js';
export { lazySource, readTouch, type Touch } from './touch.js';
