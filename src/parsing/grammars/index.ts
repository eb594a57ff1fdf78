import type { Grammar } from './grammar.js';
import { java } from './java.js';
import { kotlin } from './kotlin.js';
import { python } from './python.js';
import { typescriptFamily } from './typescript.js';

/** The table of grammars: a language is added here and nowhere else. */
export const grammars: readonly Grammar[] = [...typescriptFamily, java, python, kotlin];

/** The grammar for a path, by its ending, or undefined where none reads it. */
export function grammarFor(path: string): Grammar | undefined {
  const ending = /\.[^./\\]+$/.exec(path)?.[0].toLowerCase();
  return ending === undefined ? undefined : byEnding.get(ending);
}

const byEnding = new Map(grammars.flatMap((grammar) => grammar.endings.map((ending) => [ending, grammar])));
