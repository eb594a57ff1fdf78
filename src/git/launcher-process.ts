/** The program of a launcher: starts git as its owner asks, and ends, with all that runs, when its owner does. */
import { type Ended, type Place, type Started, startGitProcess } from './start.js';

/** What its owner asks. */
export type Asked =
  | { readonly kind: 'start'; readonly id: number; readonly args: readonly string[]; readonly place: Place }
  | { readonly kind: 'input'; readonly id: number; readonly bytes: Buffer }
  | { readonly kind: 'end-of-input' | 'hold' | 'go-on' | 'kill'; readonly id: number };

/** What it tells its owner. */
export type Told =
  | { readonly kind: 'started'; readonly id: number; readonly pid: number }
  | { readonly kind: 'output'; readonly id: number; readonly bytes: Buffer }
  | { readonly kind: 'taken'; readonly id: number; readonly failed: boolean }
  | { readonly kind: 'ended'; readonly id: number; readonly ended: Ended };

interface Running extends Started {
  held: boolean;
}

const running = new Map<number, Running>();

const tell = (told: Told, then: () => void = () => {}): void => {
  process.send?.(told, then);
};

function start({ id, args, place }: Extract<Asked, { kind: 'start' }>): void {
  const git: Running = { ...startGitProcess(args, place), held: false };
  running.set(id, git);
  if (git.pid !== undefined) tell({ kind: 'started', id, pid: git.pid });
  git.stdout.on('data', (bytes: Buffer) => {
    // One piece at a time: what its owner has not taken yet waits in git's pipe, not here.
    git.stdout.pause();
    tell({ kind: 'output', id, bytes }, () => {
      if (!git.held) git.stdout.resume();
    });
  });
  void git.ended.then((ended) => {
    running.delete(id);
    tell({ kind: 'ended', id, ended });
  });
}

process.on('message', (asked: Asked) => {
  if (asked.kind === 'start') return start(asked);
  const git = running.get(asked.id);
  if (git === undefined) return;
  switch (asked.kind) {
    case 'input':
      git.stdin.write(asked.bytes, (error) => tell({ kind: 'taken', id: asked.id, failed: error != null }));
      return;
    case 'end-of-input':
      git.stdin.end();
      return;
    case 'hold':
      git.held = true;
      git.stdout.pause();
      return;
    case 'go-on':
      git.held = false;
      git.stdout.resume();
      return;
    case 'kill':
      git.kill();
  }
});

// Its owner is told to end by the same signals, and has work to end.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => {});
process.once('disconnect', () => process.exit(0));
