import type { Double } from '../github/client.js';
import { feature } from '../stories.js';

/** A pull request as it should be known in the end. */
export interface PlayedPull {
  readonly repository: string;
  readonly number: number;
  head: string;
  state: 'open' | 'closed' | 'merged';
  /** How many small features it has, each with its test pushed first: what its check must say. */
  features: number;
}

/** People at work on a repository: the same seed does the same. */
export interface Traffic {
  readonly pulls: readonly PlayedPull[];
  /** Does one thing, the webhook of which may come twice or out of order. */
  readonly act: () => Promise<void>;
  readonly open: () => Promise<PlayedPull>;
  readonly push: (pull: PlayedPull) => Promise<void>;
}

/** More open ones than this add work, not cases. */
const MOST_OPEN = 8;

export function trafficOn({ control }: Double, repository: string, random: () => number): Traffic {
  const pulls: PlayedPull[] = [];
  let made = 0;
  const commits = () => {
    made += 1;
    const { code, tests } = feature(`part${made}`, made);
    return [
      { message: `Test part ${made}`, files: tests },
      { message: `Add part ${made}`, files: code },
    ];
  };
  const open = async (): Promise<PlayedPull> => {
    const written = commits();
    const name = { repository, author: 'ada', title: `Add part ${made}`, head: `part-${made}` };
    const { number, head } = await control.openPullRequest({ ...name, commits: written });
    const pull: PlayedPull = { repository, number, head, state: 'open', features: 1 };
    pulls.push(pull);
    return pull;
  };
  const push = async (pull: PlayedPull, force = false): Promise<void> => {
    pull.head = await control.pushPullRequest({ ...at(pull), commits: commits(), force });
    pull.features = force ? 1 : pull.features + 1;
  };
  const at = ({ number }: PlayedPull) => ({ repository, number });
  const ways: readonly [number, (pull: PlayedPull) => Promise<unknown>][] = [
    [35, (pull) => push(pull)],
    [15, (pull) => push(pull, true)],
    [10, (pull) => control.editPullRequest({ ...at(pull), title: `Another title ${made}` })],
    [15, (pull) => control.review({ ...at(pull), author: 'bob', body: 'Why so?' })],
    [
      10,
      async (pull) => {
        await control.closePullRequest(at(pull));
        pull.state = 'closed';
      },
    ],
    [
      15,
      async (pull) => {
        await control.mergePullRequest({ ...at(pull), by: 'bob' });
        pull.state = 'merged';
      },
    ],
  ];
  const some = <T>(list: readonly T[]): T | undefined => list[Math.floor(random() * list.length)];
  const pick = () => {
    let left = random() * 100;
    for (const [share, way] of ways) {
      left -= share;
      if (left < 0) return way;
    }
    return ways[0]?.[1];
  };
  return {
    pulls,
    open,
    push,
    act: async () => {
      const chance = random();
      if (chance < 0.25) await control.fault({ face: 'webhook', kind: 'duplicate' });
      else if (chance < 0.45) await control.fault({ face: 'webhook', kind: 'reorder' });
      const there = pulls.filter(({ state }) => state === 'open');
      const closed = some(pulls.filter(({ state }) => state === 'closed'));
      if (there.length < 2 || (there.length < MOST_OPEN && random() < 0.3)) await open();
      else if (closed !== undefined && random() < 0.1) {
        await control.reopenPullRequest(at(closed));
        closed.state = 'open';
      } else {
        const pull = some(there);
        if (pull !== undefined) await pick()?.(pull);
      }
    },
  };
}
