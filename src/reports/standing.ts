import type { Trend } from '../model/period.js';
import type { Rung, RungChange, Standing } from '../model/rung.js';
import { percent, RUNG_WORDS } from './words.js';

/** So many rungs of a log are told where people read. */
const LOGGED = 10;
/** Fewer people are no group: a share of them would point at persons. The trend holds it too; here is the last door. */
const FEWEST = 3;
/** Here there is no gain that somebody could have taken up. */
const WITHOUT_GAIN: readonly Rung[] = ['no-baseline', 'no-signal', 'relapsed'];

/** `■■■□ sustained (a win), since 2026-01-05`. */
export function standingTitle({ rung, since }: Standing): string {
  const { name, symbol, isWin } = RUNG_WORDS[rung];
  // A baseline that is not there yet has no beginning.
  const when = rung === 'no-baseline' ? '' : `, since ${since}`;
  return `${symbol} ${name}${isWin ? ' (a win)' : ''}${when}`;
}

/** All that is to be said of a trend besides its title, in the order in which it is read. */
export function standingLines(
  trend: Pick<Trend, 'standing' | 'baseline' | 'people' | 'periods' | 'changePoints' | 'target'>,
): readonly { readonly label: string; readonly text: string }[] {
  const { standing, baseline, changePoints, target } = trend;
  if (standing === null) return [];
  const lines: readonly (readonly [label: string, text: string | null])[] = [
    ['why', standing.reason],
    ['moves it up', standing.up],
    ['moves it down', standing.down],
    ['baseline', baselineWords(baseline)],
    ['aim', target === null ? null : `${percent(target)}, which the team has set itself`],
    ['people', peopleWords(trend)],
    [changePoints.length === 1 ? 'shift' : 'shifts', shiftWords(changePoints)],
  ];
  return lines.flatMap(([label, text]) => (text === null ? [] : [{ label, text }]));
}

const baselineWords = (baseline: Trend['baseline']): string | null =>
  baseline &&
  `${baseline.x} of ${baseline.n} (${percent(baseline.x / Math.max(1, baseline.n))}), in the periods from ${baseline.from} to ${baseline.to}`;

const shiftWords = (changePoints: Trend['changePoints']): string | null =>
  changePoints.length === 0
    ? null
    : changePoints
        .map(({ start, before, after }) => `${start}: ${percent(before)} → ${percent(after)}`)
        .join('; ');

/** People as shares; null where no period holds enough to speak of any. */
export function peopleWords({
  people,
  periods,
  standing,
}: Pick<Trend, 'people' | 'periods' | 'standing'>): string | null {
  if (!periods.some(({ enough }) => enough)) return null;
  if (people === null || people.active < FEWEST) return 'fewer than three people are active';
  const { active, breadth, newcomers } = people;
  if (standing === null || WITHOUT_GAIN.includes(standing.rung)) return `${active} are active`;
  return [
    `${active} are active`,
    ...(breadth === null ? [] : [`${percent(breadth)} of them have taken it up`]),
    ...(newcomers === null
      ? []
      : [`those who came lately ${newcomers === 'along' ? 'do as' : 'do not do as'} the others do`]),
  ].join('; ');
}

/** The latest rungs that were reached or lost, newest first. */
export const latestLog = ({ log }: Pick<Trend, 'log'>): readonly RungChange[] => log.slice(-LOGGED).reverse();

/** `early sign → holding`. */
export const stepWords = ({ from, to }: Pick<RungChange, 'from' | 'to'>): string =>
  `${RUNG_WORDS[from].name} → ${RUNG_WORDS[to].name}`;
