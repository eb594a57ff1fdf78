/**
 * The error rates of the win ladder, by series of which it is known what happened.
 *
 * npm run bench:trends -- [--runs 2000] [--seed 1] [--write]
 *
 * `--write` puts what it prints into docs/error-rates.md. The same seed gives the same numbers on every machine.
 */
import { parseArgs } from 'node:util';
import type { Rung } from '../../src/model/rung.js';
import { climb, type Step } from '../../src/trends/ladder/climb.js';
import { Contributions } from '../../src/trends/people/contributions.js';
import { PeopleBehind } from '../../src/trends/people/guards.js';
import { trendOf } from '../../src/trends/trend.js';
import { Printed } from './printed.js';
import { type Made, Maker, type Person, type Story } from './trend-series.js';

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '2000' },
    seed: { type: 'string', default: '1' },
    write: { type: 'boolean', default: false },
  },
});
const runs = Number(values.runs);
const printed = new Printed('bench:trends', 'docs/error-rates.md');
const say = printed.say;

interface Run {
  readonly made: Made;
  readonly steps: readonly Step[];
}

let seed = Number(values.seed) * 1_000_003;

/** Many runs of one story; each cell has a seed of its own, so that cells can be added without moving others. */
function* tell(story: Story): Generator<Run> {
  seed += 7919;
  const maker = new Maker(seed);
  for (let run = 0; run < runs; run += 1) {
    const made = maker.make(story);
    const { periods, contributions } = made;
    const behind = story.people && new PeopleBehind(new Contributions(contributions), periods);
    yield { made, steps: climb(periods, behind ? { guards: behind.ask } : {}) };
  }
}

/** Periods after the baseline until a rung is reached; infinite when it is not. */
function reached({ steps, made }: Run, rung: Rung, from = 0): number {
  const at = steps.findIndex((step, place) => step.rung === rung && place >= made.start + from);
  return at === -1 ? Number.POSITIVE_INFINITY : at - made.start;
}

const isAbove = ({ earned }: Step, rung: 'holding' | 'early-win'): boolean =>
  rung === 'early-win'
    ? !['no-signal', 'early-win'].includes(earned)
    : ['sustained', 'anchored'].includes(earned);

const median = (numbers: readonly number[]): number => {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.floor((sorted.length - 1) / 2)] ?? Number.NaN;
};
const share = (x: number, n: number): string =>
  n === 0 ? '   –' : (x / n).toFixed(3).replace(/^0/, '').padStart(5);
const periodsOf = (count: number): string => (Number.isFinite(count) ? String(count) : 'never').padStart(5);

interface Gate {
  readonly what: string;
  readonly bound: string;
  readonly measured: string;
  readonly ok: boolean;
}
const gates: Gate[] = [];
function gate(what: string, bound: number, measured: number, where = ''): void {
  gates.push({
    what,
    bound: `≤ ${bound}`,
    measured: `${Number.isInteger(bound) ? measured : measured.toFixed(4)}${where === '' ? '' : ` (${where})`}`,
    ok: measured <= bound,
  });
}

// ── nothing changed ──────────────────────────────────────────────────────────────────────────────────────────────────

const ALL_N = [3, 5, 10, 20];
const worst = { sustained: 0, where: '', anchored: 0 };
const flat = { changes: 0, where: '' };
let early = 0;
let cells = 0;
say(`Nothing changed: ${runs} series a cell, 104 periods after a baseline of 12`);
say(
  'P(reached within 52 periods) of early win, holding, sustained; sustained within 104; rung changes a year',
);
say('share  n  correlation   early  holding sustained  in 104  changes   first signal (median)');
for (const p of [0.05, 0.1, 0.3, 0.5, 0.85]) {
  for (const n of ALL_N) {
    for (const [rho, phi] of [
      [0, 0],
      [0.02, 0],
      [0.05, 0],
      [0, 0.3],
      [0.02, 0.3],
      [0.05, 0.3],
    ] as const) {
      const count = { early: 0, holding: 0, sustained: 0, later: 0, anchored: 0, changes: 0 };
      const signals: number[] = [];
      for (const run of tell({ n, periods: 116, rho, phi, share: () => p })) {
        if (reached(run, 'early-win') < 52) count.early += 1;
        if (reached(run, 'holding') < 52) count.holding += 1;
        if (reached(run, 'sustained') < 52) count.sustained += 1;
        if (Number.isFinite(reached(run, 'sustained'))) count.later += 1;
        if (Number.isFinite(reached(run, 'anchored'))) count.anchored += 1;
        const signal = run.steps.findIndex(({ from }) => from !== null);
        signals.push(signal === -1 ? Number.POSITIVE_INFINITY : signal - run.made.start);
        count.changes += changesAYear(run, 0);
      }
      const where = `share ${p}, ${n} a week, ρ ${rho}, φ ${phi}`;
      if (count.sustained / runs > worst.sustained) {
        worst.sustained = count.sustained / runs;
        worst.where = where;
      }
      worst.anchored = Math.max(worst.anchored, count.anchored / runs);
      if (count.changes / runs > flat.changes) Object.assign(flat, { changes: count.changes / runs, where });
      early += count.early / runs;
      cells += 1;
      say(
        `${p.toFixed(2).slice(1).padStart(4)} ${String(n).padStart(3)}  ρ ${rho.toFixed(2)} φ ${phi.toFixed(1)}  ${share(count.early, runs)}   ${share(count.holding, runs)}    ${share(count.sustained, runs)}   ${share(count.later, runs)}    ${(count.changes / runs).toFixed(2)}   ${periodsOf(median(signals))}`,
      );
    }
  }
}
gate('P(sustained | nothing changed, 52 periods)', 0.02, worst.sustained, worst.where);
gate('P(anchored | nothing changed, nobody known)', 0, worst.anchored);
say(
  `An early win is shown by chance within 52 periods in ${share(early, cells).trim()} of all flat series above.`,
);

/** Rung changes a year of 52 periods, from some periods after the baseline on. */
function changesAYear({ steps, made }: Run, from: number): number {
  let changes = 0;
  for (let at = made.start + from + 1; at < steps.length; at += 1)
    if (steps[at]?.rung !== steps[at - 1]?.rung) changes += 1;
  return (changes * 52) / (steps.length - made.start - from);
}

// ── something changed ────────────────────────────────────────────────────────────────────────────────────────────────

say('');
say(
  'A gain that stays: median periods to each rung; reached within 52; relapsed within 104; rung changes a year',
);
say('from to     n  ρ     early holding sustained   in 52  relapsed  changes');
const steady = { changes: 0, where: '' };
for (const [before, after, ramp] of [
  [0.3, 0.4, 0],
  [0.3, 0.45, 0],
  [0.3, 0.6, 0],
  [0.3, 0.6, 13],
  [0.3, 0.6, 26],
] as const) {
  for (const n of ALL_N) {
    for (const rho of [0, 0.02]) {
      const times = { early: [] as number[], holding: [] as number[], sustained: [] as number[] };
      let [soon, relapsed, changes] = [0, 0, 0];
      const level = (week: number): number =>
        week < 0 ? before : before + (after - before) * (ramp === 0 ? 1 : Math.min(1, (week + 1) / ramp));
      for (const run of tell({ n, periods: 116, rho, share: level })) {
        times.early.push(reached(run, 'early-win'));
        times.holding.push(reached(run, 'holding'));
        times.sustained.push(reached(run, 'sustained'));
        if (reached(run, 'sustained') < 52) soon += 1;
        if (Number.isFinite(reached(run, 'relapsed'))) relapsed += 1;
        changes += changesAYear(run, 52);
      }
      const where = `${before} → ${after}${ramp === 0 ? '' : ` over ${ramp} weeks`}, ${n} a week, ρ ${rho}`;
      if (after === 0.6 && changes / runs > steady.changes)
        Object.assign(steady, { changes: changes / runs, where });
      if (after === 0.6 && ramp === 0) {
        if (n === 10) gate(`median periods to sustained, ${where}`, 28, median(times.sustained));
        if (n >= 5) gate(`P(relapsed in 104 periods | ${where})`, 0.1, relapsed / runs);
      }
      say(
        `.${before * 10}0 .${String(Math.round(after * 100))}${ramp === 0 ? '   ' : `/${ramp}`} ${String(n).padStart(3)}  ${rho.toFixed(2)} ${periodsOf(median(times.early))}   ${periodsOf(median(times.holding))}     ${periodsOf(median(times.sustained))}   ${share(soon, runs)}     ${share(relapsed, runs)}     ${(changes / runs).toFixed(2)}`,
      );
    }
  }
}
gate('rung changes a year, nothing changed', 2, Number(flat.changes.toFixed(2)), flat.where);
gate(
  'rung changes a year, a gain that stays (its second year)',
  2,
  Number(steady.changes.toFixed(2)),
  steady.where,
);

say('');
say('A gain that goes: P(early), P(sustained), P(relapsed); median periods from the fall to relapsed');
say('what                                     n  ρ      early sustained relapsed   delay');
const hype = { sustained: 0, where: '' };
for (const [name, level, fall] of [
  ['.30 → .60 for 8 weeks', (week: number) => (week >= 0 && week < 8 ? 0.6 : 0.3), 8],
  ['.30 → .60 for 20 weeks', (week: number) => (week >= 0 && week < 20 ? 0.6 : 0.3), 20],
  ['.30 → .60 for 40 weeks', (week: number) => (week >= 0 && week < 40 ? 0.6 : 0.3), 40],
  [
    '.30 → .60, then down to .30 over a year',
    (week: number) => (week < 0 ? 0.3 : Math.max(0.3, 0.6 - (0.3 * Math.max(0, week - 30)) / 52)),
    30,
  ],
  ['.60 → .30', (week: number) => (week < 0 ? 0.6 : 0.3), null],
] as const) {
  for (const n of [5, 10, 20]) {
    for (const rho of [0, 0.02]) {
      let [first, sustained, relapsed] = [0, 0, 0];
      const delays: number[] = [];
      for (const run of tell({ n, periods: 116, rho, share: level })) {
        if (Number.isFinite(reached(run, 'early-win'))) first += 1;
        if (Number.isFinite(reached(run, 'sustained'))) sustained += 1;
        if (Number.isFinite(reached(run, 'relapsed'))) relapsed += 1;
        if (fall === null) continue;
        // Weeks are pooled at few changes a week: the period in which the fall begins is looked up.
        const start = (run.made.periods[run.made.start]?.day ?? 0) + fall * 7;
        const at = run.made.periods.findIndex(({ day }) => day >= start) - run.made.start;
        if (
          run.steps[run.made.start + at - 1] !== undefined &&
          isAboveEarly(run.steps[run.made.start + at - 1])
        )
          delays.push(reached(run, 'relapsed', at) - at);
      }
      const where = `${n} a week, ρ ${rho}`;
      if (fall === 20 && sustained / runs > hype.sustained)
        Object.assign(hype, { sustained: sustained / runs, where });
      if (fall === 40) gate(`median periods to relapsed after a true fall, ${where}`, 12, median(delays));
      say(
        `${name.padEnd(39)} ${String(n).padStart(2)}  ${rho.toFixed(2)}   ${share(first, runs)}    ${share(sustained, runs)}    ${share(relapsed, runs)}   ${fall === null ? '    –' : periodsOf(median(delays))}`,
      );
    }
  }
}
gate('P(sustained | 20 weeks of hype)', 0.05, hype.sustained, hype.where);

function isAboveEarly(step: Step | undefined): boolean {
  return step !== undefined && isAbove(step, 'early-win');
}

// ── people ───────────────────────────────────────────────────────────────────────────────────────────────────────────

const team = (count: number, shareOf: (at: number) => number): Person[] =>
  Array.from({ length: count }, (_, at) => ({ who: `p${at}`, weight: 1, share: shareOf(at) }));
const later = (count: number, weight: number, value: number): Person[] =>
  Array.from({ length: count }, (_, at) => ({ who: `q${at}`, weight, share: value }));

const stories: readonly (readonly [string, Omit<Story, 'n' | 'periods'>])[] = [
  [
    'all of eight take it up, nobody comes or goes',
    { people: (week) => team(8, () => (week < 0 ? 0.3 : 0.65)) },
  ],
  [
    'all take it up, four newcomers do as they do',
    {
      people: (week) => [...team(8, () => (week < 0 ? 0.3 : 0.65)), ...(week >= 30 ? later(4, 1, 0.65) : [])],
    },
  ],
  [
    'one champion with a third of the work',
    {
      people: (week) =>
        team(8, () => 0.3).map((it, at) =>
          at === 0 ? { ...it, weight: 3.5, share: week < 0 ? 0.3 : 1 } : it,
        ),
    },
  ],
  [
    'that champion goes after 30 weeks',
    {
      people: (week) =>
        team(8, () => 0.3).map((it, at) =>
          at === 0 ? { ...it, weight: 3.5, share: week < 0 ? 0.3 : 1, isThere: week < 30 } : it,
        ),
    },
  ],
  [
    'a quarter of the work by joiners at the old share',
    {
      people: (week) => [
        ...team(8, () => (week < 0 ? 0.3 : 0.65)),
        ...(week >= 30 ? later(4, 2 / 3, 0.3) : []),
      ],
    },
  ],
  [
    'half of the work by joiners at the old share',
    {
      people: (week) => [
        ...team(8, () => (week < 0 ? 0.3 : 0.65)),
        ...(week >= 30 ? later(6, 4 / 3, 0.3) : []),
      ],
    },
  ],
  [
    'those who always did it do more of the work',
    {
      people: (week) =>
        team(8, (at) => (at < 3 ? 0.85 : 0.1)).map((it, at) => ({
          ...it,
          weight: at < 3 ? (week < 0 ? 0.5 : 4) : 1,
        })),
    },
  ],
  [
    'smaller changes, done as they always were',
    {
      people: (week) =>
        team(8, () => 0).flatMap((it) => [
          { ...it, band: 'small', share: 0.8, weight: week < 0 ? 0.25 : 1 },
          { ...it, band: 'large', share: 0.15, weight: 1 },
        ]),
    },
  ],
  [
    'nothing happens for two weeks of each year',
    {
      people: (week) => team(8, () => (week < 0 ? 0.3 : 0.65)),
      pause: (week) => week % 52 >= 28 && week % 52 < 30,
    },
  ],
  [
    'from squashing to merging, and more order is seen',
    {
      people: (week) => team(8, () => (week < 0 ? 0.3 : 0.65)),
      way: (week) => (week < 0 ? { way: 'squash', visible: 0.3 } : { way: 'merge', visible: 0.9 }),
    },
  ],
  ['all stop doing it', { people: (week) => team(8, () => (week < 0 ? 0.6 : 0.3)) }],
];

say('');
say('People: 10 changes a week, 104 periods; the highest rung that was reached, as shares of the series');
say(
  'what                                               none  early holding sustained anchored | slipped relapsed | end above holding',
);
for (const [name, story] of stories) {
  const top = [0, 0, 0, 0, 0];
  let [slipped, relapsed, endAbove] = [0, 0, 0];
  for (const run of tell({ n: 10, periods: 116, ...story })) {
    const levels = run.steps.map(({ earned }) =>
      ['no-signal', 'early-win', 'holding', 'sustained', 'anchored'].indexOf(earned),
    );
    const most = Math.max(0, ...levels);
    top[most] = (top[most] ?? 0) + 1;
    if (run.steps.some(({ rung }) => rung === 'slipping')) slipped += 1;
    if (run.steps.some(({ rung }) => rung === 'relapsed')) relapsed += 1;
    const end = run.steps.at(-1)?.rung;
    if (end === 'sustained' || end === 'anchored') endAbove += 1;
  }
  say(
    `${name.padEnd(50)} ${top.map((count) => share(count, runs)).join('   ')}    |  ${share(slipped, runs)}   ${share(relapsed, runs)} |  ${share(endAbove, runs)}`,
  );
  const [, , , sustained = 0, anchored = 0] = top;
  if (name.includes('champion')) gate(`P(above holding | ${name})`, 0.001, (sustained + anchored) / runs);
  if (name.includes('nobody comes or goes')) gate('P(anchored | nobody came or went)', 0, anchored / runs);
  if (name.includes('always'))
    gate(`P(above early | ${name})`, 0.02, top.slice(2).reduce((a, b) => a + b, 0) / runs);
  if (name.includes('squashing')) gate(`P(any rung | ${name})`, 0.02, 1 - (top[0] ?? 0) / runs);
  if (name.includes('all stop')) gate('P(any rung | it only fell)', 0.001, 1 - (top[0] ?? 0) / runs);
  if (name.includes('old share')) {
    gate(`P(never slipping | ${name})`, 0.1, 1 - slipped / runs);
    gate(`P(anchored | ${name})`, 0.01, anchored / runs);
  }
}

say('');
for (const { what, bound, measured, ok } of gates)
  say(`${ok ? 'reached' : 'MISSED '}  ${what} ${bound}: ${measured}`);

if (values.write) printed.write();

// ── speed: with the machine's own conditions, so it is not part of the document ────────────────────────────────────

const maker = random100k();
const began = process.hrtime.bigint();
const trend = trendOf({ name: 'bench', direction: 'up' }, maker, {
  interventions: [],
  baseline: null,
  now: null,
});
console.log(
  `\n${maker.length} observations to ${trend.periods.length} periods and their rungs: ${(Number(process.hrtime.bigint() - began) / 1e6).toFixed(0)} ms (Node ${process.version})`,
);

function random100k() {
  const { contributions } = new Maker(1).make({
    n: 400,
    periods: 260,
    people: (week) => team(60, () => (week < 0 ? 0.3 : 0.6)),
  });
  return contributions.flatMap(({ day, who, x, n }) =>
    Array.from({ length: n }, (_, at) => ({
      at: day * 86_400,
      x: at < x ? (1 as const) : (0 as const),
      who,
      size: 40,
      way: 'merge',
      visible: true,
    })),
  );
}
