import type { ChangeFilter, ChangeQuery } from '../model/change-query.js';
import type { TestFirstClass } from '../model/finding.js';
import type { ReportHead } from '../model/report.js';
import { plainText } from './untrusted.js';
import { CLASS_WORDS } from './words.js';

/** What an address asks for, and what of it makes no sense: each says what would. */
export interface Asked<Query> {
  readonly query: Query;
  readonly problems: readonly string[];
}

/** The part of an address that asks; what is asked twice is asked by the first. */
export type Parameters = Readonly<Record<string, string | undefined>>;

export function filterFrom(
  { focus, from, to }: Parameters,
  { focus: areas }: Pick<ReportHead, 'focus'>,
): Asked<ChangeFilter> {
  const problems: string[] = [];
  const day = (name: string, text: string | undefined): string | null => {
    if (text === undefined || text === '') return null;
    if (isDay(text)) return text;
    problems.push(`${name} is no day: write it as in ${name}=2026-01-31`);
    return null;
  };
  const area =
    focus === undefined || focus === '' ? null : (areas.find(({ name }) => name === focus) ?? null);
  if (focus !== undefined && focus !== '' && area === null)
    problems.push(
      areas.length === 0
        ? 'focus names no area: this repository has put none into focus'
        : `focus names no area in focus: there is ${areas.map(({ name }) => `“${plainText(name)}”`).join(', ')}`,
    );
  const [first, last] = [day('from', from), day('to', to)];
  if (first !== null && last !== null && first > last)
    problems.push('from is later than to: nothing is between them');
  return { query: { focus: area?.name ?? null, from: first, to: last }, problems };
}

/** At most so many pages are counted: a number beyond is a mistake. */
const PAGES = 1_000_000;

export function changeQueryFrom(
  parameters: Parameters,
  head: Pick<ReportHead, 'focus' | 'indicators'>,
): Asked<ChangeQuery & { readonly page: number }> {
  const { query, problems } = filterFrom(parameters, head);
  const { indicator, counts, class: name, page } = parameters;
  const more: string[] = [];
  const known = head.indicators.find((it) => it.name === indicator);
  if (indicator !== undefined && indicator !== '' && known === undefined)
    more.push(`indicator names none: there is ${head.indicators.map((it) => it.name).join(', ')}`);
  if (counts !== undefined && counts !== 'x' && counts !== 'n')
    more.push('counts is x, for the changes that show it, or n, for all that count');
  const isClass = name !== undefined && Object.hasOwn(CLASS_WORDS, name);
  if (name !== undefined && name !== '' && !isClass)
    more.push(`class names none: there is ${Object.keys(CLASS_WORDS).join(', ')}`);
  const at = page === undefined ? 1 : Number(page);
  const isPage = Number.isSafeInteger(at) && at >= 1 && at <= PAGES;
  if (!isPage) more.push('page is a number from 1 on');
  return {
    query: {
      ...query,
      indicator: known?.name ?? null,
      counts: counts === 'x' ? 'x' : 'n',
      class: isClass ? (name as TestFirstClass) : null,
      page: isPage ? at : 1,
    },
    problems: [...problems, ...more],
  };
}

/** `YYYY-MM-DD`, and a day that there was. */
function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const time = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}

export const isWhole = ({ focus, from, to }: ChangeFilter): boolean =>
  focus === null && from === null && to === null;

/** As the end of an address: empty, or beginning with `?`. The same query is always written the same. */
export function queryText(query: Partial<ChangeQuery & { readonly page: number }>): string {
  const {
    indicator = null,
    counts,
    class: name = null,
    focus = null,
    from = null,
    to = null,
    page = 1,
  } = query;
  const parts = new URLSearchParams();
  if (indicator !== null) parts.set('indicator', indicator);
  if (indicator !== null && counts === 'x') parts.set('counts', 'x');
  if (name !== null) parts.set('class', name);
  if (focus !== null) parts.set('focus', focus);
  if (from !== null) parts.set('from', from);
  if (to !== null) parts.set('to', to);
  if (page > 1) parts.set('page', String(page));
  const text = parts.toString();
  return text === '' ? '' : `?${text}`;
}

/** Said wherever a part is shown. */
export const OF_THE_WHOLE =
  'Shares, charts and changes are of that part. Where a practice stands on the ladder, who takes part, the log and delivery are of the whole.';

/** `in focus “Billing”, from 2026-01-01 to 2026-06-30`. */
export const filterWords = (
  { focus, from, to }: ChangeFilter,
  day = (date: string): string => date,
): string =>
  [
    ...(focus === null ? [] : [`in focus “${plainText(focus)}”`]),
    ...(from === null && to === null
      ? []
      : [
          [from === null ? '' : `from ${day(from)}`, to === null ? '' : `to ${day(to)}`]
            .filter(Boolean)
            .join(' '),
        ]),
  ].join(', ');
