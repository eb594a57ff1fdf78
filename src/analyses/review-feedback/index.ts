export { indicators, observe } from './indicators.js';
export { judge, type ReviewedChange } from './judge.js';
export { lineChanged } from './later-diff.js';
export { reviewersOf } from './reviewers.js';
export { humanThreads } from './threads.js';
