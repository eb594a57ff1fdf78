import { useAround } from './around.js';

/** So many repositories are on one page. */
export const ROWS = 50;

/** A page of a list. */
export interface PageOf<T> {
  readonly rows: readonly T[];
  /** Counted from 1, in the whole list: of its first row and of its last. */
  readonly first: number;
  readonly last: number;
  readonly total: number;
  readonly page: number;
  readonly pages: number;
}

/** @param asked from 1; beyond the last page it is the last one */
export function pageOf<T>(rows: readonly T[], asked: number): PageOf<T> {
  const pages = Math.max(1, Math.ceil(rows.length / ROWS));
  const page = Math.min(asked, pages);
  const before = (page - 1) * ROWS;
  const here = rows.slice(before, before + ROWS);
  return { rows: here, first: before + 1, last: before + here.length, total: rows.length, page, pages };
}

interface PagesProps {
  readonly of: PageOf<unknown>;
  readonly hrefOf: (page: number) => string;
}

/** The way to the other pages of a list of repositories; nothing where there are none. */
export function Pages({ of: { first, last, total, page, pages }, hrefOf }: PagesProps) {
  const { say } = useAround();
  if (pages === 1) return null;
  return (
    <nav class="pages" aria-label="Pages of repositories">
      {page === 1 ? null : (
        <a rel="prev" href={hrefOf(page - 1)}>
          ← previous
        </a>
      )}{' '}
      <span>
        {say.number(first)} to {say.number(last)} of {say.number(total)} · page {page} of {pages}
      </span>{' '}
      {page === pages ? null : (
        <a rel="next" href={hrefOf(page + 1)}>
          next →
        </a>
      )}
    </nav>
  );
}
