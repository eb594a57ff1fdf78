import { setTimeout as sleep } from 'node:timers/promises';
import type { RepositoryReport } from '../../src/model/report.js';
import type { Double } from '../github/client.js';
import { type ReplayStep, replay } from '../github/replay/replay.js';
import type { CheckRun } from '../github/state/state.js';
import type { RunningApp } from '../services/app.js';
import type { DemoOptions } from './arguments.js';
import type { History } from './history.js';

export const OWNER = 'demo';
/** Whoever looks at the demo, and signs in. */
export const VISITOR = 'you';

/** A pull request that was played live. */
export interface PlayedPull {
  readonly number: number;
  readonly title: string;
  readonly state: 'open' | 'closed' | 'merged';
  /** Newest first. */
  readonly checks: readonly CheckRun[];
}

/** What there is to see. */
export interface Scene {
  readonly repository: string;
  readonly reportUrl: string;
  readonly note: string | null;
  /** What happens now, in a line. */
  readonly now: string;
  /** Newest first. */
  readonly pulls: readonly PlayedPull[];
  /** The last report that the app made; null before the first one. */
  readonly report: RepositoryReport | null;
}

export interface Stage {
  readonly double: Double;
  readonly app: RunningApp;
  readonly history: History;
  readonly options: DemoOptions;
  readonly say: (line: string) => void;
  readonly onStep: (step: ReplayStep) => void;
  /** A check that is new, or says something new. */
  readonly onCheck: (pull: number, check: CheckRun) => void;
  readonly signal: AbortSignal;
}

const POLL_MS = 400;
/** A check that takes longer is waited for no more: what comes later is shown all the same. */
const CHECK_MS = 60_000;
/** So long the first report may take before the live ones begin. */
const REPORT_MS = 180_000;

/** Plays pull requests, and knows what became of them. */
export class Play {
  readonly #stage: Stage;
  readonly #heads = new Map<number, Set<string>>();
  /** What was told of each check run: how often it was written. */
  readonly #told = new Map<number, number>();
  /** What was told last of a pull request: titles say it all, and most often a review changes nothing in them. */
  readonly #title = new Map<number, string>();
  #now = 'The history is being prepared.';

  constructor(stage: Stage) {
    this.#stage = stage;
  }

  get repository(): string {
    return `${OWNER}/${this.#stage.history.name}`;
  }

  get reportUrl(): string {
    return `${this.#stage.app.url}/r/${this.repository}`;
  }

  /** Plays all pull requests to their end, or until it is told to stop. */
  async run(): Promise<void> {
    const { double, history, options, signal } = this.#stage;
    const watching = this.#watch();
    const { before, pulls, pace } = options;
    let isInstalled = false;
    await replay(double, {
      path: history.path,
      branch: history.branch,
      owner: OWNER,
      name: history.name,
      private: false,
      last: before + pulls,
      before,
      pause: pace * 1000,
      signal,
      onStep: async (step) => {
        if (step.before) {
          if (step.kind === 'merged') this.#now = `Before the app: pull request ${step.number} was merged.`;
          return;
        }
        this.#now = `Pull request #${step.number} was ${step.kind} (${step.done + 1 - before} of ${step.total - before}).`;
        this.#stage.onStep(step);
        if (step.kind === 'opened' || step.kind === 'pushed') await this.#untilChecked(step.number);
        if (!isInstalled) {
          await double.control.addCollaborator({
            repository: this.repository,
            login: VISITOR,
            level: 'push',
          });
          await this.#untilReported();
        }
        isInstalled = true;
      },
    });
    this.#now = 'All pull requests were played.';
    await double.control.settled();
    await watching.end();
  }

  async scene(): Promise<Scene> {
    const { double, history } = this.#stage;
    const { repository, reportUrl } = this;
    const numbers = [...this.#heads.keys()].sort((one, other) => other - one);
    const runs = numbers.length === 0 ? [] : await double.control.checkRuns({ repository });
    const pulls = await Promise.all(
      numbers.map(async (number): Promise<PlayedPull> => {
        const { title, state } = await double.control.pullRequest({ repository, number });
        const heads = this.#heads.get(number);
        return { number, title, state, checks: runs.filter((it) => heads?.has(it.headSha)).reverse() };
      }),
    );
    return { repository, reportUrl, note: history.note, now: this.#now, pulls, report: await this.#report() };
  }

  async #report(): Promise<RepositoryReport | null> {
    const response = await fetch(`${this.reportUrl}.json`);
    return response.ok ? ((await response.json()) as RepositoryReport) : null;
  }

  /** Tells of every check, whatever it answers: a push, a review, a button. */
  #watch(): { readonly end: () => Promise<void> } {
    let ended = false;
    const { signal, onCheck } = this.#stage;
    const round = async (): Promise<void> => {
      const { pulls } = await this.scene();
      for (const { number, checks } of pulls.toReversed())
        for (const check of checks.toReversed()) {
          if (check.status !== 'completed' || this.#told.get(check.id) === check.writes) continue;
          this.#told.set(check.id, check.writes);
          const said = `${check.headSha} ${check.conclusion} ${check.output.title}`;
          if (this.#title.get(number) !== said) onCheck(number, check);
          this.#title.set(number, said);
        }
    };
    const running = (async () => {
      while (!ended && !signal.aborted) {
        // Between two answers the app or the double may be on its way out.
        await round().catch(() => {});
        await sleep(POLL_MS);
      }
      await round().catch(() => {});
    })();
    return {
      end: async () => {
        ended = true;
        await running;
      },
    };
  }

  async #untilChecked(number: number): Promise<void> {
    const { double } = this.#stage;
    const { head } = await double.control.pullRequest({ repository: this.repository, number });
    const heads = this.#heads.get(number) ?? new Set();
    this.#heads.set(number, heads.add(head.sha));
    await this.#until(CHECK_MS, async () => {
      const runs = await double.control.checkRuns({ repository: this.repository, sha: head.sha });
      return runs.some(({ id, status }) => status === 'completed' && this.#told.has(id));
    });
  }

  async #untilReported(): Promise<void> {
    const { say } = this.#stage;
    if ((await this.#report()) !== null) return;
    say('The app reads the history. The next pull requests wait for its first report.');
    await this.#until(REPORT_MS, async () => (await this.#report()) !== null);
  }

  async #until(ms: number, what: () => Promise<boolean>): Promise<void> {
    const { signal } = this.#stage;
    for (const end = Date.now() + ms; Date.now() < end && !(await what()); ) {
      signal.throwIfAborted();
      await sleep(POLL_MS);
    }
  }
}
