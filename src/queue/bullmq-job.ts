import type { Job as Row } from 'bullmq';
import { type DeadJob, type Job, type JobKind, jobKinds, longKinds } from './queue.js';

/** Two queues of BullMQ: one alone could not keep a slot free, because the next job is whatever comes first. */
export const LANES = ['urgent', 'long'] as const;
export type Lane = (typeof LANES)[number];

export const laneOf = (kind: JobKind): Lane => (longKinds.has(kind) ? 'long' : 'urgent');

/** BullMQ's own codes: the job is gone, its lock is, it is no longer where it was, its lock is another's. */
const LOST_CODES: ReadonlySet<unknown> = new Set([-1, -2, -3, -6]);

/** The job in a row of BullMQ; null for one that this version does not know. */
export function jobOf({ name, data }: Row): Job | null {
  const kind = jobKinds.find((known) => known === name);
  const subject: unknown = data?.subject;
  return kind !== undefined && typeof subject === 'string' ? { kind, subject } : null;
}

export function deadJob(row: Row): DeadJob | null {
  const job = jobOf(row);
  if (job === null || row.id === undefined) return null;
  const error = row.failedReason ?? '';
  return { ...job, id: row.id, attempts: row.attemptsMade, error, at: row.finishedOn ?? row.timestamp };
}

/** The most urgent is 1; BullMQ's 0 would go before all. */
export const priorityOf = (kind: JobKind): number => jobKinds.indexOf(kind) + 1;

/** Whether something could not be done with a job because it is another's by now, or gone. */
export const isLost = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && LOST_CODES.has(error.code);
