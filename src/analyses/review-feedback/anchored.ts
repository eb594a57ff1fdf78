import type { Word } from './prose.js';

/** Shorter names are words of any text: `i`, `id`, `to`. */
const SHORTEST_NAME = 3;
/** So much of a hunk is read: GitHub shows no more of it beside a comment. */
const MOST_OF_HUNK = 20_000;

const NAME = /[\p{L}_$][\p{L}\p{N}_$]*/gu;

/**
 * Whether a comment names something of the code that it stands at: a name in a code span that the hunk has too, or, in
 * plain words, one that looks like code (capitals within, underscores, a dot or a call).
 */
export function isAnchored(words: readonly Word[], code: readonly string[], hunk: string | null): boolean {
  const spoken = words.filter(({ kind }) => kind === 'identifier').map(({ text }) => text);
  if (hunk === null || hunk === '') return false;
  const names = namesOf([...code, ...spoken].join(' '));
  if (names.size === 0) return false;
  for (const [name] of hunk.slice(-MOST_OF_HUNK).matchAll(NAME))
    if (names.has(name.toLowerCase())) return true;
  return false;
}

function namesOf(text: string): Set<string> {
  const names = new Set<string>();
  for (const [name] of text.matchAll(NAME)) {
    if (name.length >= SHORTEST_NAME) names.add(name.toLowerCase());
  }
  return names;
}
