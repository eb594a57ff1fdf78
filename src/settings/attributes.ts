import type { Attribute } from '../model/settings.js';
import { plainPathPattern } from './pattern.js';

/** What GitHub's linguist is told by attributes, in the words of a report. */
const WORDS: Record<string, Attribute['why']> = {
  'linguist-generated': 'generated',
  'linguist-vendored': 'vendored',
  'linguist-documentation': 'documentation',
};

/** More than anybody writes by hand. */
const MOST = 1000;
const LONGEST_PATTERN = 300;

/**
 * Reads a `.gitattributes` as data: what it says to linguist of generated, vendored and documenting files. Nothing else
 * of it is looked at, and git never applies any of it. Patterns are those of gitattributes, without `[…]`.
 */
export function parseAttributes(text: string): Attribute[] {
  const found: Attribute[] = [];
  for (const line of text.split('\n')) {
    const [source = '', ...attributes] = line.trim().split(/[ \t]+/);
    if (source === '' || source.length > LONGEST_PATTERN || /^(?:[#"]|\[attr\])/.test(source)) continue;
    for (const attribute of attributes) {
      const [, sign, name = '', value] = /^([-!]?)([\w-]+)(?:=(true|false))?$/.exec(attribute) ?? [];
      const why = Object.hasOwn(WORDS, name) ? WORDS[name] : undefined;
      if (why === undefined) continue;
      const holds = sign === '!' ? null : sign !== '-' && value !== 'false';
      found.push({ pattern: plainPathPattern(anywhere(source)), why, holds });
      if (found.length === MOST) return found;
    }
  }
  return found;
}

/** A pattern without a slash fits in every folder; one with a slash from the root on. */
const anywhere = (source: string): string =>
  source.includes('/') ? source.replace(/^\//, '') : `**/${source}`;
