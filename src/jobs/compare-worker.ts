/** What a thread of the pool runs: one comparison at a time. */
export { compareVersions as default } from './compare-versions.js';
