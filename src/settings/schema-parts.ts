import { z } from 'zod';
import { practiceNames } from '../model/finding.js';

/** White space and control characters: a text is one line, however it is written. */
const BLANK = /[\s\p{Cc}]+/gu;

/** A text that people read, in one line of at most so many characters. */
export const line = (most: number) =>
  z
    .string()
    .overwrite((text) => text.replace(BLANK, ' ').trim())
    .min(1)
    .max(most);

export const pattern = z
  .string()
  .min(1)
  .max(200)
  .describe('A path pattern from the root of the repository: * within a folder, ** over folders, ?, {a,b}');

const DAY = /^20\d\d-\d\d-\d\d$/;

/** Whether a text is a day of the calendar, in a century in which there are repositories. */
export function isDay(text: unknown): text is string {
  if (typeof text !== 'string' || !DAY.test(text)) return false;
  const time = Date.parse(`${text}T00:00:00Z`);
  // A day that its month does not have is no time at all, or one in the next month.
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}

const DAY_LENGTH = 24 * 60 * 60 * 1000;

/** The day after a day of the calendar. */
export const dayAfter = (text: string): string =>
  new Date(Date.parse(`${text}T00:00:00Z`) + DAY_LENGTH).toISOString().slice(0, 'YYYY-MM-DD'.length);

const CALENDAR = { error: 'a day as YYYY-MM-DD, from 2000-01-01 to 2099-12-31' };

/** A day, `YYYY-MM-DD`. */
export const day = (description: string, example: string) =>
  z
    .string(CALENDAR)
    .refine(isDay, CALENDAR)
    .meta({ description, format: 'date', pattern: DAY.source, examples: [example] });

const SHARE = { error: 'a share from 0 to 1, or from 0% to 100%' };

/** A share as a number from 0 to 1, or as a text with %. */
export const share = z.union(
  [
    z.number(SHARE).min(0, SHARE).max(1, SHARE),
    z.string(SHARE).regex(/^(?:100|\d{1,2}(?:\.\d{1,3})?) ?%$/, SHARE),
  ],
  SHARE,
);

/** The share that either way of writing means, from 0 to 1. */
export const shareOf = (written: number | string): number =>
  typeof written === 'number' ? written : Number.parseFloat(written) / 100;

const LINK = { error: 'a link that begins with https://, without a name or a password in it' };

/** What could end a link early, where it is shown, is to be written with %. */
const ADDRESS = /^https:\/\/[^\s<>"`\\/?#@]+(?:[/?#][^\s<>"`\\]*)?$/;

/** An address that a page may link to. */
export const link = z
  .string(LINK)
  .max(500)
  .refine((text) => ADDRESS.test(text) && URL.canParse(text), LINK)
  .meta({ format: 'uri', pattern: ADDRESS.source });

export const practice = (description: string) =>
  z.enum(practiceNames).meta({ description, examples: ['test-first'] });
