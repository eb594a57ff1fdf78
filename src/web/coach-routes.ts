import { type Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type { WrittenIntervention } from '../jobs/app/record-intervention.js';
import type { ListedRepository } from '../model/overview.js';
import { type CoachPageView, coachPage } from '../pages/coach.js';
import {
  type CoachForm,
  INTERVENTIONS_PATH,
  REMOVE_PATH,
  type Recorded,
  type Refused,
} from '../pages/coach-form.js';
import { messagePage } from '../pages/waiting.js';
import { coachQuery } from '../reports/coach.js';
import { coachCsv, coachJson } from '../reports/coach-formats.js';

/** What somebody may see of many repositories. */
export interface Sight {
  readonly listed: readonly ListedRepository[];
  readonly recorded: ReadonlyMap<string, readonly Recorded[]>;
  /** Names of those that they may push to: there they may record. */
  readonly writable: readonly string[];
}

/** What came of recording. */
type Outcome =
  | { readonly kind: 'recorded' | 'gone' }
  | { readonly kind: 'wrong'; readonly problems: Refused['problems'] };

/** How something is recorded; there is none of it where reports are of local repositories. */
export interface Recording {
  /** What a form must carry; null where nobody is signed in. */
  readonly formToken: (context: Context) => Promise<string | null>;
  readonly isOurForm: (context: Context, token: string | undefined) => Promise<boolean>;
  /** The number of a repository that whoever asks may push to; null where there is none, or it is not theirs. */
  readonly writable: (context: Context, name: string) => Promise<number | null>;
  readonly record: (repository: number, written: WrittenIntervention) => Promise<Outcome>;
  readonly remove: (repository: number, id: number) => Promise<boolean>;
}

export interface CoachPages {
  /** Null where nobody is signed in. */
  readonly see: (context: Context) => Promise<Sight | null>;
  readonly recording: Recording | null;
  /** Pages beside it. */
  readonly links: (sight: Sight) => CoachPageView['links'];
  /** How one comes to have a repository here. */
  readonly begin: () => Promise<string>;
  /** Seconds since 1970, UTC. */
  readonly now: () => number;
}

export const dayOf = (seconds: number): string => new Date(seconds * 1000).toISOString().slice(0, 10);

export const signIn = (context: Context, next: string): Response =>
  context.redirect(`/sign-in?next=${encodeURIComponent(next)}`);

const DONE: ReadonlyMap<string | undefined, string> = new Map([
  ['recorded', 'It is recorded. The report is being made anew, with what came before and after it.'],
  ['removed', 'It is taken away. The report is being made anew without it.'],
]);

/** No form of ours is larger. */
const LARGEST = 16 * 1024;

const FIELDS = ['kind', 'title', 'start', 'end', 'practice', 'hypothesis', 'review'] as const;

/** The coach's view: repositories by practices, and what was tried. */
export function coachRoutes({ see, recording, links, begin, now }: CoachPages): Hono {
  const app = new Hono();

  const view = async (
    context: Context,
    sight: Sight,
    refused: Refused | null = null,
  ): Promise<CoachPageView> => {
    const asked = context.req.query();
    return {
      listed: sight.listed,
      query: coachQuery(asked),
      today: dayOf(now()),
      links: [
        ...links(sight),
        { name: 'CSV', href: `/coach.csv${new URL(context.req.url).search}` },
        { name: 'JSON', href: `/coach.json${new URL(context.req.url).search}` },
      ],
      begin: await begin(),
      form: await formFor(context, recording, sight, refused),
      recorded: sight.recorded,
      done: DONE.get(asked.done) ?? null,
    };
  };

  app.get('/coach', async (context) => {
    const sight = await see(context);
    if (sight === null) return signIn(context, pathOf(context));
    return context.html(coachPage(await view(context, sight)));
  });

  app.get('/coach.csv', async (context) => {
    const sight = await see(context);
    if (sight === null) return signIn(context, pathOf(context));
    return context.body(coachCsv(sight.listed, coachQuery(context.req.query())), 200, {
      'content-type': 'text/csv; charset=utf-8',
    });
  });

  app.get('/coach.json', async (context) => {
    const sight = await see(context);
    if (sight === null) return signIn(context, pathOf(context));
    return context.body(coachJson(sight.listed, coachQuery(context.req.query())), 200, {
      'content-type': 'application/json',
    });
  });

  if (recording === null) return app;

  const limited = bodyLimit({
    maxSize: LARGEST,
    onError: (context) => context.html(messagePage('Not recorded', 'That is more than the form takes.'), 413),
  });

  app.post(INTERVENTIONS_PATH, limited, async (context) => {
    const sent = textsOf(await context.req.parseBody());
    const sight = await see(context);
    if (sight === null) return signIn(context, '/coach');
    if (!(await recording.isOurForm(context, sent.csrf))) return context.html(stale, 403);
    const repository = await recording.writable(context, sent.repository ?? '');
    if (repository === null) return context.html(notTheirs, 403);
    const written = Object.fromEntries(FIELDS.map((field) => [field, sent[field] ?? '']));
    const outcome = await recording.record(repository, written as WrittenIntervention);
    if (outcome.kind === 'wrong') {
      const { csrf: _, ...values } = sent;
      const { problems } = outcome;
      return context.html(coachPage(await view(context, sight, { values, problems })), 422);
    }
    return outcome.kind === 'gone'
      ? context.html(notTheirs, 404)
      : context.redirect('/coach?done=recorded#tried', 303);
  });

  app.post(REMOVE_PATH, limited, async (context) => {
    const sent = textsOf(await context.req.parseBody());
    if (!(await recording.isOurForm(context, sent.csrf))) return context.html(stale, 403);
    const repository = await recording.writable(context, sent.repository ?? '');
    if (repository === null) return context.html(notTheirs, 403);
    const id = Number(sent.id);
    // Gone already is as good: somebody pressed twice.
    if (Number.isSafeInteger(id) && id > 0) await recording.remove(repository, id);
    return context.redirect('/coach?done=removed#tried', 303);
  });
  return app;
}

const stale = messagePage(
  'Nothing was changed',
  'The form was open too long, or it was not from this page: open the coach’s view again and send it once more.',
);
const notTheirs = messagePage(
  'Nothing was changed',
  'There is no such repository here, or you may not push to it. Who may push to a repository may record what was done in it.',
);

const pathOf = (context: Context): string => `${context.req.path}${new URL(context.req.url).search}`;

/** The texts of a form; files are no part of ours. */
const textsOf = (body: Readonly<Record<string, unknown>>): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(body).flatMap(([key, value]) => (typeof value === 'string' ? [[key, value]] : [])),
  );

async function formFor(
  context: Context,
  recording: Recording | null,
  { writable }: Sight,
  refused: Refused | null,
): Promise<CoachForm> {
  if (recording === null)
    return {
      kind: 'closed',
      why: 'These are repositories of this machine: write it into .github/holdfast.yml of the repository, under interventions or experiments.',
    };
  const token = await recording.formToken(context);
  if (token === null || writable.length === 0)
    return {
      kind: 'closed',
      why: 'Who may push to a repository may record what was done in it. You may read these, and push to none of them: ask somebody who may, or propose a change of .github/holdfast.yml.',
    };
  const repositories = [...writable].sort((a, b) => (a.toLowerCase() < b.toLowerCase() ? -1 : 1));
  return { kind: 'open', token, repositories, refused, chosen: context.req.query('repository') ?? null };
}
