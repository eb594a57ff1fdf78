import { neededEvents, neededPermissions } from '../model/app-needs.js';
import type {
  Diagnosis,
  Failed,
  FoundDatabase,
  FoundGitHub,
  FoundHome,
  FoundQueue,
  FoundWork,
  Revived,
} from '../model/diagnosis.js';
import type { Permissions } from '../model/forge.js';
import { indented } from './terminal.js';
import { plainText } from './untrusted.js';

/** What is said of one thing that was looked at. `told`: neither good nor bad. */
export interface Said {
  readonly state: 'ok' | 'not ok' | 'told';
  readonly what: string;
  /** What is so; where it is not ok, the next step too. */
  readonly words: string;
}

const OLDEST_NODE = [20, 19];
/** GIT_CONFIG_COUNT, by which a token reaches git unseen, came with it. */
const OLDEST_GIT = [2, 31];
/** The first versions with the fixes of July 2025 (CVE-2025-48384 and others), by what they begin with. */
const FIXED_GIT = [
  [2, 43, 7],
  [2, 44, 4],
  [2, 45, 4],
  [2, 46, 4],
  [2, 47, 3],
  [2, 48, 2],
  [2, 49, 1],
  [2, 50, 1],
];
const GIB = 2 ** 30;
/** A mirror of a large repository has this much. */
const LEAST_FREE = GIB;
/** GitHub takes a minute between the clocks; half of it is a warning. */
const MOST_SKEW = 30;
/** Work is taken up within seconds; after this, nobody works. */
const LONG_WAIT = 10 * 60;

const ok = (what: string, words: string): Said => ({ state: 'ok', what, words });
const wrong = (what: string, words: string): Said => ({ state: 'not ok', what, words });
const told = (what: string, words: string): Said => ({ state: 'told', what, words });
const failed = (what: string, { why }: Failed): Said => wrong(what, why);

const numbers = (version: string): readonly number[] => version.split('.').map(Number);
const isBefore = (one: readonly number[], other: readonly number[]): boolean => {
  for (const [at, number] of other.entries()) if ((one[at] ?? 0) !== number) return (one[at] ?? 0) < number;
  return false;
};

/** Everything that was looked at, in the order in which it should be mended. */
export function diagnosisSaid(found: Diagnosis): readonly Said[] {
  const { configuration, home, database, queue, github, work, revived } = found;
  return [
    nodeSaid(found.node),
    gitSaid(found.git),
    ...(configuration.problems.length === 0
      ? [ok('configuration', 'everything that is set can be read')]
      : configuration.problems.map((problem) => wrong('configuration', problem))),
    ...(configuration.hasApp ? [signInSaid(configuration.signInLacks)] : []),
    ...(home === null ? [] : [homeSaid(home)]),
    ...(database === null
      ? []
      : [database.kind === 'failed' ? failed('database', database) : databaseSaid(database)]),
    ...(queue === null ? [] : queueSaid(queue)),
    ...(github === null ? [] : github.kind === 'failed' ? [failed('GitHub', github)] : gitHubSaid(github)),
    ...(work === null ? [] : workSaid(work, found.now)),
    ...(revived === null ? [] : [revivedSaid(revived)]),
    ...(configuration.hasApp || configuration.problems.length > 0
      ? []
      : [
          told(
            'app',
            'there are no credentials: open the page of `holdfast serve` to set an app up, or set APP_ID, PRIVATE_KEY and WEBHOOK_SECRET. Local repositories need none of it',
          ),
        ]),
  ];
}

const signInSaid = (lacks: string | null): Said =>
  lacks === null
    ? ok('sign-in', 'people can sign in with GitHub; its callback URL is HOLDFAST_URL with /signed-in')
    : told('sign-in', `nobody can sign in, so private reports are shown to nobody: ${lacks}`);

function nodeSaid(version: string): Said {
  return isBefore(numbers(version), OLDEST_NODE)
    ? wrong('Node', `${version} is too old: install ${OLDEST_NODE.join('.')} or later`)
    : ok('Node', version);
}

function gitSaid(version: string | null): Said {
  if (version === null)
    return wrong('git', 'there is none: install git 2.31 or later, and see that it is in PATH');
  const has = numbers(version);
  if (isBefore(has, OLDEST_GIT)) return wrong('git', `${version} is too old: install 2.31 or later`);
  const line = FIXED_GIT.find(([major, minor]) => has[0] === major && has[1] === minor);
  const isOpen = isBefore(has, line ?? (FIXED_GIT[0] as number[]));
  return isOpen
    ? told(
        'git',
        `${version}: see that your distribution has mended it (CVE-2025-48384 and others of July 2025)`,
      )
    : ok('git', version);
}

function homeSaid({ path, there, writable, open, free }: FoundHome): Said {
  if (!there) return told('data folder', `${path} is not there yet: a server makes it`);
  if (!writable)
    return wrong(
      'data folder',
      `${path} may not be written by this user: change its owner, or set HOLDFAST_HOME`,
    );
  if (open)
    return wrong(
      'data folder',
      `others may write to ${path} or read the credentials in it: chmod -R go-rwx ${path}`,
    );
  if (free !== null && free < LEAST_FREE)
    return wrong('data folder', `${path} has ${inGib(free)} free: make room, or move it (HOLDFAST_HOME)`);
  return ok('data folder', free === null ? path : `${path}, ${inGib(free)} free`);
}

const inGib = (bytes: number): string => `${(bytes / GIB).toFixed(1)} GiB`;

function databaseSaid({ kind, embedded, holder, pending }: FoundDatabase): Said {
  const which = embedded ? 'embedded' : 'PostgreSQL';
  if (kind === 'missing') return told('database', 'none yet: a server makes one');
  if (kind === 'in-use')
    return ok(
      'database',
      `embedded, and in use by a server${holder === '' ? '' : ` (PID ${holder})`}: its /readyz and /metrics say how it is`,
    );
  return pending === 0
    ? ok('database', `${which}, up to date`)
    : told(
        'database',
        `${which}, ${plural(pending, 'migration')} behind: a server brings it up to date when it starts`,
      );
}

function queueSaid(queue: NonNullable<Diagnosis['queue']>): readonly Said[] {
  if (queue.kind === 'embedded') return [ok('queue', 'embedded in the server')];
  if (queue.kind === 'failed') return [failed('queue', queue)];
  return [...queue.complaints.map((complaint) => wrong('queue', complaint)), ...jobsSaid(queue)];
}

function jobsSaid({ waiting, running, dead }: FoundQueue): readonly Said[] {
  if (dead.length === 0) return [ok('queue', `Redis, ${waiting} waiting, ${running} running`)];
  return [wrong('queue', deadWords(dead.length, 'job', dead))];
}

const MOST_TOLD = 3;

function deadWords(
  count: number,
  what: string,
  dead: readonly { readonly what: string; readonly why: string }[],
): string {
  const first = dead.slice(0, MOST_TOLD).map((one) => `${one.what}: ${one.why || 'no reason was kept'}`);
  const more = count > first.length ? `; and ${count - first.length} more` : '';
  return `${plural(count, what)} given up (${first.join('; ')}${more}). Mend the reason, then: holdfast doctor --revive`;
}

const plural = (count: number, what: string): string => {
  const many = what.endsWith('y') ? `${what.slice(0, -1)}ies` : `${what}s`;
  return `${count} ${count === 1 ? what : many}`;
};

function gitHubSaid(found: FoundGitHub): readonly Said[] {
  const { slug, url, clockAhead, installations, events } = found;
  const missingEvents = Object.entries(neededEvents).filter(([event]) => !events.includes(event));
  const settings = 'the settings page of the app';
  return [
    ok('GitHub', `the app is ${slug} (${url})`),
    ...missing(found.permissions).map(({ name, level, without }) =>
      wrong('permission', `the app does not ask for ${name}:${level}; ${without}: add it on ${settings}`),
    ),
    ...missingEvents.map(([event, without]) =>
      wrong('event', `the app does not hear ${event}; ${without}: subscribe to it on ${settings}`),
    ),
    ...(clockAhead === null ? [] : [clockSaid(clockAhead)]),
    ...(installations.length === 0
      ? [told('installations', `none: install the app at ${url}/installations/new`)]
      : installations.flatMap((installation) => installationSaid(installation, found.permissions))),
    hookSaid(found.hook),
    webhooksSaid(found.webhooks),
  ];
}

function clockSaid(ahead: number): Said {
  if (Math.abs(ahead) <= MOST_SKEW) return ok('clock', "agrees with GitHub's");
  return wrong(
    'clock',
    `this machine is ${Math.abs(ahead)} s ${ahead > 0 ? 'behind' : 'ahead of'} GitHub, which then refuses tokens: set the time, and keep it by NTP`,
  );
}

const LEVELS = ['read', 'write', 'admin'];
const missing = (permissions: Permissions): typeof neededPermissions =>
  neededPermissions.filter(
    ({ name, level }) => LEVELS.indexOf(permissions[name] ?? '') < LEVELS.indexOf(level),
  );

function installationSaid(
  { account, suspended, permissions }: FoundGitHub['installations'][number],
  asked: Permissions,
): readonly Said[] {
  const what = 'installation';
  if (suspended)
    return [
      wrong(
        what,
        `${account}: suspended, and nothing is judged there: its owner can lift that on the page of the installation`,
      ),
    ];
  // What the app itself does not ask for, no owner can give; that is told already.
  const lacks = missing(permissions).filter(
    ({ name, level }) => !missing(asked).some((it) => it.name === name && it.level === level),
  );
  return lacks.length === 0
    ? [ok(what, account)]
    : lacks.map(({ name, level, without }) =>
        wrong(
          what,
          `${account}: has not given ${name}:${level}; ${without}: its owner can accept new permissions on the page of the installation`,
        ),
      );
}

function hookSaid({ url, expected }: FoundGitHub['hook']): Said {
  const what = 'webhook address';
  const page = 'the settings page of the app';
  if (url === null)
    return wrong(what, `GitHub has none: set ${expected ?? 'the address of this server'} on ${page}`);
  if (expected === null)
    return told(what, `GitHub sends to ${url}; with HOLDFAST_URL it is compared with where this server is`);
  if (url.replace(/\/+$/, '') === expected) return ok(what, url);
  return wrong(
    what,
    `GitHub sends to ${url}, and by HOLDFAST_URL this server hears ${expected}: change the one that is wrong (the first is on ${page})`,
  );
}

function webhooksSaid({ sent, failed: lost, codes }: FoundGitHub['webhooks']): Said {
  if (sent === 0) return told('webhooks', 'GitHub has sent none within a day');
  if (lost === 0) return ok('webhooks', `all ${sent} of the last day were taken`);
  const hints = [
    ...(codes.includes(0) ? ['is the address of the webhook right, and does it reach this server?'] : []),
    ...(codes.includes(401) ? ['is WEBHOOK_SECRET the one that the settings page of the app has?'] : []),
    ...(codes.some((code) => code >= 500) ? ['is the database there? The log of the server says more'] : []),
  ];
  return wrong(
    'webhooks',
    `${lost} of ${sent} of the last day were not taken (${codes.map((code) => (code === 0 ? 'no answer' : String(code))).join(', ')}): ${hints.join(' ') || 'look at the log of the server'}. A running server asks for them again by itself for three days`,
  );
}

function workSaid({ inbox, outbox, issues, imports }: FoundWork, now: number): readonly Said[] {
  const age = inbox.oldest === null ? 0 : Math.max(0, now - inbox.oldest);
  const waits = `${inbox.waiting} waiting${inbox.oldest === null ? '' : `, the oldest for ${inTime(age)}`}`;
  return [
    ...(inbox.deadInAll > 0 ? [wrong('inbox', deadWords(inbox.deadInAll, 'delivery', inbox.dead))] : []),
    age > LONG_WAIT
      ? wrong('inbox', `${waits}: is a server running that works (holdfast serve, or --role worker)?`)
      : ok('inbox', waits),
    outbox.deadInAll > 0
      ? wrong('outbox', deadWords(outbox.deadInAll, 'check', outbox.dead))
      : ok('outbox', `${outbox.waiting} waiting`),
    // Whether there is one is for the owner of a repository to say, who reads why in its report.
    ...issues.map(({ what, why }) =>
      told('issue', `${what} is not written: ${why} (docs/team-issue.md); it is tried again within a week`),
    ),
    ...imports.map((it) => told('import', importWords(it))),
  ];
}

function importWords({
  repository,
  done,
  total,
  secondsLeft,
  leftOut,
}: FoundWork['imports'][number]): string {
  const left = secondsLeft === null ? 'at its end' : `about ${inTime(secondsLeft)} left`;
  const without = leftOut === 0 ? '' : `; ${leftOut} left out, for which GitHub has no whole answer`;
  return `${repository}: ${done} of ${total} pull requests, ${left}${without}`;
}

const inTime = (seconds: number): string =>
  seconds < 120
    ? `${Math.round(seconds)} s`
    : seconds < 7200
      ? `${Math.round(seconds / 60)} min`
      : `${Math.round(seconds / 3600)} h`;

function revivedSaid({ deliveries, checks, jobs, why }: Revived): Said {
  if (why !== null) return wrong('revive', why);
  return ok(
    'revive',
    `${plural(deliveries, 'delivery')}, ${plural(checks, 'check')} and ${plural(jobs, 'job')} get another go; a server takes them up`,
  );
}

const MARKS = { ok: 'ok      ', 'not ok': 'not ok  ', told: '-       ' } as const;

/** For a terminal: a line each, longer ones go on below. */
export const doctorText = (said: readonly Said[], { width }: { readonly width: number }): string =>
  said
    .flatMap(({ state, what, words }) =>
      indented(`${what}: ${plainText(words)}`, width, MARKS[state], ' '.repeat(MARKS.ok.length)),
    )
    .map((line) => `${line}\n`)
    .join('');
