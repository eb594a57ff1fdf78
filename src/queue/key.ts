import type { Job } from './queue.js';

/** @throws Error for a subject with a colon */
export function keyOf({ kind, subject }: Job): string {
  if (subject.includes(':')) {
    throw new Error(`The subject “${subject}” of a ${kind} job has a colon. Name it without one.`);
  }
  return `${kind}/${subject}`;
}
