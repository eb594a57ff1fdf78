import type { RepositoryRef } from '../model/forge.js';
import type { Answered, Caller } from './calls.js';
import { cutLines } from './cut-text.js';
import { Gone, Unavailable } from './failures.js';
import { fields, list, text, whole } from './fields.js';
import { nextLink } from './link-header.js';

/** GitHub takes 65,536 characters, whatever they are. */
const MOST_BYTES = 60_000;
/** An app has a handful of issues in a repository; more pages than this are a loop. */
const MOST_PAGES = 20;

export interface IssueToWrite {
  /** What tells it from any other of the app's, for ever; it is kept in its text, where nobody sees it. */
  readonly mark: string;
  readonly title: string;
  readonly body: string;
  /** GitHub's number of it, where it is known. */
  readonly number: number | null;
}

export type WrittenIssue =
  | { readonly kind: 'written'; readonly number: number }
  /** Somebody has closed it: they do not want it, and it was left alone. */
  | { readonly kind: 'closed'; readonly number: number }
  /** Somebody has deleted it: no other is made. */
  | { readonly kind: 'deleted' }
  /** Issues are switched off in the repository. */
  | { readonly kind: 'switched-off' }
  /** Somebody else goes on with it. */
  | { readonly kind: 'left' };

interface Found {
  readonly number: number;
  readonly open: boolean;
  readonly body: string;
}

/**
 * Writes an issue, or what has changed of it: its text only, because its title may have been changed by people. Doing it
 * again after any failure leaves one issue: before one is made, those that the app has made are looked through.
 *
 * @param caller for the purpose `issues`
 * @param author whose issues are ours: the login of the app's bot
 * @param progress keeps the number that GitHub has given; false ends it (somebody else goes on)
 * @throws Unavailable where the outcome is unknown
 */
export async function writeIssue(
  caller: Caller,
  author: () => Promise<string>,
  { owner, name: repo }: RepositoryRef,
  { mark, title, body, number }: IssueToWrite,
  progress: (number: number) => Promise<boolean>,
): Promise<WrittenIssue> {
  const call = (route: string, parameters: Readonly<Record<string, unknown>>): Promise<Answered> =>
    caller.rest(route, { owner, repo, ...parameters });
  const comment = `<!-- ${mark} -->`;
  const written = `${comment}\n${cutLines(body, MOST_BYTES)}`;

  const read = async (issue: number): Promise<Found | null> => {
    try {
      return foundOf(
        (await call('GET /repos/{owner}/{repo}/issues/{issue_number}', { issue_number: issue })).data,
      );
    } catch (error) {
      if (error instanceof Gone && !isSwitchedOff(error)) return null;
      throw error;
    }
  };
  /** The first one, should there be two. */
  const find = async (): Promise<Found | null> => {
    const creator = await author();
    for (let page = 1; page <= MOST_PAGES; page += 1) {
      const asked = { creator, state: 'all', direction: 'asc', per_page: 100, page };
      const { data, headers } = await call('GET /repos/{owner}/{repo}/issues', asked);
      const own = list(data).flatMap((it) => foundOf(it) ?? []);
      const found = own.find((issue) => isMarked(issue.body, comment));
      if (found !== undefined) return found;
      if (nextLink(headers.link) === null) return null;
    }
    return null;
  };
  const create = async (): Promise<Found> => {
    const { data } = await call('POST /repos/{owner}/{repo}/issues', { title, body: written });
    const made = foundOf(data);
    if (made === null) throw new Unavailable('GitHub did not say which issue it made');
    return { ...made, body: written };
  };

  try {
    let known = number === null ? await find() : await read(number);
    if (known === null && number !== null) return { kind: 'deleted' };
    known ??= await create();
    if (number === null && !(await progress(known.number))) return { kind: 'left' };
    if (!known.open) return { kind: 'closed', number: known.number };
    if (known.body !== written)
      await call('PATCH /repos/{owner}/{repo}/issues/{issue_number}', {
        issue_number: known.number,
        body: written,
      });
    return { kind: 'written', number: known.number };
  } catch (error) {
    if (error instanceof Gone && isSwitchedOff(error)) return { kind: 'switched-off' };
    throw error;
  }
}

/** A line of its own, which words of a repository never are: people may write above it. */
const isMarked = (body: string, comment: string): boolean =>
  body.split(/\r?\n/).some((line) => line.trim() === comment);

/** GitHub answers 410 for an issue that was deleted and for a repository without issues: its words tell them apart. */
const isSwitchedOff = ({ cause }: Gone): boolean =>
  cause instanceof Error && /issues (has been|have been|are|is) disabled/i.test(cause.message);

/** Null for what is no issue of ours: a pull request, or nothing that can be read. */
function foundOf(value: unknown): Found | null {
  const it = fields(value);
  const number = whole(it.number);
  if (number === null || number === 0 || it.pull_request !== undefined) return null;
  return { number, open: text(it.state) === 'open', body: text(it.body) ?? '' };
}
