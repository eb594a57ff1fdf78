export { indicators, observe } from './indicators.js';
export { judge } from './judge.js';
export { reviewersOf } from './reviewers.js';
export { humanThreads } from './threads.js';
