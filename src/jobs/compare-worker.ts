import { parentPort, workerData } from 'node:worker_threads';
import { shareParts } from '../parsing/known-parts.js';
import type { Answer } from './compare-thread.js';
import { compareVersions, type VersionPair } from './compare-versions.js';

async function answerTo(pairs: readonly VersionPair[]): Promise<Answer> {
  try {
    return { compared: await compareVersions(pairs) };
  } catch (error) {
    return { failed: error instanceof Error ? error.message : String(error) };
  }
}

shareParts(workerData);

/** What a thread of the pool runs: one comparison at a time. */
let last: Promise<void> = Promise.resolve();
parentPort?.on('message', (pairs: readonly VersionPair[]) => {
  last = last.then(async () => parentPort?.postMessage(await answerTo(pairs)));
});
