import fc from 'fast-check';
import nock from 'nock';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { GitHub } from '../../src/github/app.js';
import { type CheckToPost, lotsOf, postCheck } from '../../src/github/checks.js';
import { cutBytes, cutLines } from '../../src/github/cut-text.js';
import { Gone, Unavailable } from '../../src/github/failures.js';
import type { Annotation, CheckRun } from '../../src/model/check-run.js';
import { API, mints, openForTest, REPOSITORY } from './made-github.js';
import { shaOf } from './made-pulls.js';

const HEAD = shaOf(77);

const annotation = (line: number): Annotation => ({
  path: 'a.ts',
  startLine: line,
  endLine: line,
  level: 'notice',
  title: 'No test',
  message: `line ${line}`,
});

const check = (annotations = 1): CheckRun => ({
  name: 'Holdfast',
  conclusion: 'neutral',
  title: 'Test first',
  summary: 'It was.',
  text: null,
  annotations: Array.from({ length: annotations }, (_, at) => annotation(at + 1)),
  actions: [{ label: 'Wrong?', description: 'Tell us that this is wrong', identifier: 'wrong' }],
});

/** GitHub's check runs of one commit, as far as this needs them: annotations are appended, nothing is unique. */
class Runs {
  readonly all: { id: number; external_id: string; annotations: number[]; head_sha: string }[] = [];
  readonly calls: string[] = [];
  /** Calls (1 for the first) whose answer is lost, after or before they did something. */
  lost = new Map<number, 'after' | 'before'>();

  constructor() {
    const lines = (body: nock.Body): number[] =>
      ((body as { output: { annotations?: { start_line: number }[] } }).output.annotations ?? []).map(
        (it) => it.start_line,
      );
    const answer = (what: string, act: () => [number, object]): [number, object] => {
      this.calls.push(what);
      const lost = this.lost.get(this.calls.length);
      if (lost === 'before') return [502, {}];
      const answered = act();
      return lost === 'after' ? [502, {}] : answered;
    };
    nock(API)
      .persist()
      .get(`/repos/octo/x/commits/${HEAD}/check-runs`)
      .query({ check_name: 'Holdfast', app_id: '12', filter: 'all', per_page: '100' })
      .reply(() => answer('find', () => [200, { check_runs: this.all }]) as never);
    nock(API)
      .persist()
      .post('/repos/octo/x/check-runs')
      .reply(
        (_uri, body) =>
          answer('create', () => {
            const { external_id, head_sha } = body as { external_id: string; head_sha: string };
            const run = { id: this.all.length + 1, external_id, annotations: lines(body), head_sha };
            this.all.push(run);
            return [201, { id: run.id, head_sha }];
          }) as never,
      );
    nock(API)
      .persist()
      .patch(/^\/repos\/octo\/x\/check-runs\/\d+$/)
      .reply(
        (uri, body) =>
          answer('append', () => {
            const run = this.all.find((it) => uri.endsWith(`/${it.id}`));
            run?.annotations.push(...lines(body));
            return [200, { id: run?.id }];
          }) as never,
      );
  }
}

let github: GitHub;
beforeEach(async () => {
  nock.disableNetConnect();
  github = await openForTest();
  mints();
});
afterEach(() => nock.cleanAll());

const caller = (): ReturnType<GitHub['as']> =>
  github.as({ installation: 3, repository: 7, purpose: 'checks' });

const toPost = (more: Partial<CheckToPost> = {}): CheckToPost => ({
  externalId: 'row-1',
  head: HEAD,
  check: check(),
  checkRun: null,
  lots: 0,
  mayBeThere: false,
  detailsUrl: 'https://holdfast.example/c/1',
  ...more,
});

const always = async (): Promise<boolean> => true;

/** What a job does: it keeps what is certain, and tries again until it is done. */
async function untilDone(post: CheckToPost, tries: number): Promise<{ checkRun: number; tries: number }> {
  let kept: { checkRun: number | null; lots: number } = post;
  for (let count = 1; count <= tries; count += 1) {
    try {
      const posted = await postCheck(
        caller(),
        12,
        REPOSITORY,
        { ...post, ...kept, mayBeThere: count > 1 },
        async (checkRun, lots) => {
          kept = { checkRun, lots };
          return true;
        },
      );
      if (posted !== null) return { checkRun: posted.checkRun, tries: count };
    } catch (error) {
      if (!(error instanceof Unavailable)) throw error;
    }
  }
  throw new Error('it was never done');
}

describe('a check', () => {
  test('of up to 50 annotations takes one call', async () => {
    const runs = new Runs();
    const kept: number[][] = [];
    const posted = await postCheck(caller(), 12, REPOSITORY, toPost({ check: check(50) }), async (...it) => {
      kept.push(it);
      return true;
    });
    expect(posted).toEqual({ checkRun: 1, lots: 1, calls: 1 });
    expect(kept).toEqual([[1, 1]]);
    expect(runs.calls).toEqual(['create']);
  });

  test('of more takes one more for each 50, in order', async () => {
    const runs = new Runs();
    const posted = await postCheck(caller(), 12, REPOSITORY, toPost({ check: check(120) }), always);
    expect(posted).toEqual({ checkRun: 1, lots: 3, calls: 3 });
    expect(runs.all[0]?.annotations).toEqual(Array.from({ length: 120 }, (_, at) => at + 1));
  });

  test('that was sent and not heard of is found, not sent again', async () => {
    const runs = new Runs();
    runs.lost.set(1, 'after');
    expect(await untilDone(toPost(), 3)).toEqual({ checkRun: 1, tries: 2 });
    expect(runs.calls).toEqual(['create', 'find']);
    expect(runs.all).toHaveLength(1);
  });

  test('that never reached GitHub is sent after a look', async () => {
    const runs = new Runs();
    runs.lost.set(1, 'before');
    await untilDone(toPost(), 3);
    expect(runs.calls).toEqual(['create', 'find', 'create']);
    expect(runs.all).toHaveLength(1);
  });

  test('whose later lot was not heard of is made anew, because lots cannot be taken back', async () => {
    const runs = new Runs();
    runs.lost.set(2, 'after');
    expect(await untilDone(toPost({ check: check(80) }), 3)).toEqual({ checkRun: 2, tries: 2 });
    expect(runs.all.at(-1)?.annotations).toEqual(Array.from({ length: 80 }, (_, at) => at + 1));
  });

  test('of another publication is left alone', async () => {
    const runs = new Runs();
    runs.all.push({ id: 1, external_id: 'row-0', annotations: [], head_sha: HEAD });
    expect(await postCheck(caller(), 12, REPOSITORY, toPost({ mayBeThere: true }), always)).toMatchObject({
      checkRun: 2,
    });
  });

  test('that is done already takes no call', async () => {
    const runs = new Runs();
    const post = toPost({ checkRun: 9, lots: 1, mayBeThere: true });
    expect(await postCheck(caller(), 12, REPOSITORY, post, always)).toEqual({
      checkRun: 9,
      lots: 1,
      calls: 0,
    });
    expect(runs.calls).toEqual([]);
  });

  test('is left where somebody else goes on with it', async () => {
    const runs = new Runs();
    const post = toPost({ check: check(80) });
    expect(await postCheck(caller(), 12, REPOSITORY, post, async () => false)).toBeNull();
    expect(runs.calls).toEqual(['create']);
  });

  test('on a commit that is gone says so', async () => {
    nock(API)
      .post('/repos/octo/x/check-runs')
      .reply(422, { message: `No commit found for SHA: ${HEAD}` });
    await expect(postCheck(caller(), 12, REPOSITORY, toPost(), always)).rejects.toThrow(Gone);
  });

  test('in a repository that was renamed meanwhile is still a write', async () => {
    nock(API)
      .post('/repos/octo/x/check-runs')
      .reply(307, '', { location: `${API}/repositories/7/check-runs` });
    nock(API)
      .post('/repositories/7/check-runs', { head_sha: HEAD } as never)
      .reply(500, {});
    nock(API).post('/repositories/7/check-runs').reply(201, { id: 5, head_sha: HEAD });
    expect(await postCheck(caller(), 12, REPOSITORY, toPost(), always)).toMatchObject({ checkRun: 5 });
  });

  test('ends whole, once, whatever answers are lost', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 0, max: 160 }),
        fc.dictionary(
          fc.integer({ min: 1, max: 6 }).map(String),
          fc.constantFrom('after' as const, 'before' as const),
        ),
        async (annotations, lost) => {
          nock.cleanAll();
          mints();
          const runs = new Runs();
          runs.lost = new Map(Object.entries(lost).map(([call, when]) => [Number(call), when]));
          const { checkRun } = await untilDone(toPost({ check: check(annotations) }), 12);
          const shown = runs.all.at(-1);
          expect(shown?.id).toBe(checkRun);
          // Only a lot that nobody heard of makes a run anew.
          if (annotations <= 50) expect(runs.all).toHaveLength(1);
          expect(shown?.annotations).toEqual(Array.from({ length: annotations }, (_, at) => at + 1));
        },
      ),
      { numRuns: 60 },
    );
  });
});

test('the number of lots is that of the calls', () => {
  expect([0, 1, 50, 51, 100, 101].map((count) => lotsOf(check(count)))).toEqual([1, 1, 1, 2, 2, 3]);
});

describe('a long text', () => {
  test('is cut between two characters', () => {
    expect(cutBytes('aé𝒳', 100)).toBe('aé𝒳');
    expect(cutBytes('aé𝒳', 6)).toBe('aé');
    expect(cutBytes('aé𝒳', 2)).toBe('a');
  });

  test('of lines says how many are missing', () => {
    const text = Array.from({ length: 100 }, (_, at) => `line ${at}`).join('\n');
    const cut = cutLines(text, 200);
    const shown = cut.split('\n').filter((line) => line.startsWith('line '));
    expect(cut).toContain(`… ${100 - shown.length} more lines`);
  });

  test('is never longer than it may be, nor broken', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', maxLength: 400 }),
        fc.integer({ min: 60, max: 300 }),
        (text, most) => {
          for (const cut of [cutBytes(text, most), cutLines(text, most)]) {
            expect(Buffer.byteLength(cut)).toBeLessThanOrEqual(most);
            expect(Buffer.from(cut, 'utf8').toString('utf8')).toBe(cut);
          }
        },
      ),
    );
  });
});
