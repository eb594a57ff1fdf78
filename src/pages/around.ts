import { createContext, useContext } from 'hono/jsx';
import { type ChangeFilter, type ChangeQuery, WHOLE } from '../model/change-query.js';
import { queryText } from '../reports/filter.js';
import { percent } from '../reports/words.js';

/** How days and numbers are written for whoever reads. Days are `YYYY-MM-DD`, or begin with it. */
export interface Say {
  readonly day: (date: string) => string;
  readonly number: (value: number) => string;
  readonly percent: (share: number) => string;
}

/** For a file that anybody may be sent: days that nobody mistakes. */
export const PLAIN: Say = {
  day: (date) => date.slice(0, 10),
  number: (value) => value.toLocaleString('en-US'),
  percent,
};

/** What is around a part of a page: who reads it, where it leads, and of which changes it tells. */
export interface Around {
  readonly say: Say;
  /** The path of the repository's page, with which those of its other pages begin; null in a file that stands alone. */
  readonly path: string | null;
  /** Where the repository is on its forge; null for one on a disk. */
  readonly forge: string | null;
  readonly filter: ChangeFilter;
}

export const ALONE: Around = { say: PLAIN, path: null, forge: null, filter: WHOLE };

export const AroundContext = createContext<Around>(ALONE);

export const useAround = (): Around => useContext(AroundContext);

/** Where changes are listed; null where the page stands alone. What is not asked otherwise is asked as the page is. */
export const changesHref = (
  { path, filter }: Pick<Around, 'path' | 'filter'>,
  query: Partial<ChangeQuery & { readonly page: number }>,
): string | null => (path === null ? null : `${path}/changes${queryText({ ...filter, ...query })}`);

export const changeHref = ({ path }: Pick<Around, 'path'>, id: string): string | null =>
  path === null ? null : `${path}/changes/${id}`;

/** The page of the repository under a filter. */
export const pageHref = ({ path }: Pick<Around, 'path'>, filter: ChangeFilter): string | null =>
  path === null ? null : `${path}${queryText(filter)}`;

export const indicatorHref = (
  { path, filter }: Pick<Around, 'path' | 'filter'>,
  name: string,
): string | null =>
  path === null ? null : `${path}/indicators/${encodeURIComponent(name)}${queryText(filter)}`;
