import { PLAIN, type Say } from '../pages/around.js';

/** A reader's way of writing, and what tells it apart. */
export interface Locale {
  readonly tag: string;
  readonly say: Say;
}

const NOBODY: Locale = { tag: '', say: PLAIN };
/** A header that names more is not by a browser. */
const TAGS = 10;

/** How days and numbers are written where the browser says that its reader is; as in a file where it does not say. */
export function localeOf(acceptLanguage: string | undefined): Locale {
  const tags = (acceptLanguage ?? '')
    .split(',', TAGS)
    .map((part, at) => {
      const [tag = '', ...parameters] = part.trim().split(';');
      const quality = parameters.map((it) => /^\s*q=([01](?:\.\d{1,3})?)\s*$/.exec(it)?.[1]).find(Boolean);
      return { tag: tag.trim(), at, quality: quality === undefined ? 1 : Number(quality) };
    })
    .filter(({ tag, quality }) => /^[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*$/.test(tag) && quality > 0)
    .sort((a, b) => b.quality - a.quality || a.at - b.at);
  for (const { tag } of tags) {
    const known = supported(tag);
    if (known !== null) return made(known);
  }
  return NOBODY;
}

function supported(tag: string): string | null {
  try {
    return Intl.DateTimeFormat.supportedLocalesOf([tag])[0] ?? null;
  } catch {
    return null;
  }
}

const known = new Map<string, Locale>();
/** Making a format takes longer than using it; there are more tags than are worth keeping. */
const KEPT = 64;

function made(tag: string): Locale {
  const kept = known.get(tag);
  if (kept !== undefined) return kept;
  const day = new Intl.DateTimeFormat(tag, { dateStyle: 'medium', timeZone: 'UTC' });
  const number = new Intl.NumberFormat(tag);
  const percent = new Intl.NumberFormat(tag, { style: 'percent', maximumFractionDigits: 0 });
  const locale: Locale = {
    tag,
    say: {
      day: (date) => {
        const time = Date.parse(`${date.slice(0, 10)}T00:00:00Z`);
        return Number.isNaN(time) ? date : day.format(time);
      },
      number: (value) => number.format(value),
      percent: (share) => percent.format(share),
    },
  };
  if (known.size >= KEPT) known.clear();
  known.set(tag, locale);
  return locale;
}
