import type { Job as Row } from 'bullmq';

/** Locks are renewed so often within their time: one or two renewals may come late. */
const RENEWALS = 3;

/** What one run holds on to: the lock of its job. */
export interface Hold {
  readonly isLost: () => boolean;
  /** Renews it no more. */
  readonly release: () => void;
}

/**
 * Renews the lock of a job until it is released. It is lost when Redis says so, and also when this process could not renew
 * it in time, because it was stopped or busy, or Redis could not be reached: then another may have the job already.
 *
 * @param since when the lock was asked for, by `performance.now()`
 */
export function holdOn(row: Row, token: string, holdMs: number, since: number, onLost: () => void): Hold {
  let sure = since;
  let asking = false;
  let state: 'held' | 'lost' | 'released' = 'held';
  const lose = (): void => {
    if (state !== 'held') return;
    clearInterval(timer);
    state = 'lost';
    onLost();
  };
  const renew = async (): Promise<void> => {
    const now = performance.now();
    if (now - sure > holdMs) lose();
    if (asking || state !== 'held') return;
    asking = true;
    try {
      if ((await row.extendLock(token, holdMs)) === 1) sure = now;
      else lose();
    } catch {
      // What can't be reached is told by its connection; time tells whether the lock is lost.
    }
    asking = false;
  };
  const timer = setInterval(renew, holdMs / RENEWALS);
  return {
    isLost: () => state === 'lost',
    release: () => {
      clearInterval(timer);
      if (state === 'held') state = 'released';
    },
  };
}
