import { cpp } from './cpp.js';
import { csharp } from './csharp.js';
import { go } from './go.js';
import type { Grammar } from './grammar.js';
import { java } from './java.js';
import { kotlin } from './kotlin.js';
import { php } from './php.js';
import { python } from './python.js';
import { ruby } from './ruby.js';
import { rust } from './rust.js';
import { typescriptFamily } from './typescript.js';

/**
 * The table of grammars: a language is added here and nowhere else. TypeScript, TSX, JavaScript, Java, Python and
 * Kotlin are measured on labelled commits (`validated`); the others are supported, not validated: they pass the same
 * contract (test/parsing), but nobody has counted how often they are right on real changes.
 */
export const grammars: readonly Grammar[] = [
  ...typescriptFamily,
  java,
  python,
  kotlin,
  go,
  csharp,
  ruby,
  php,
  rust,
  cpp,
];

/** The grammar for a path, by its ending, or undefined where none reads it. */
export function grammarFor(path: string): Grammar | undefined {
  const ending = /\.[^./\\]+$/.exec(path)?.[0].toLowerCase();
  return ending === undefined ? undefined : byEnding.get(ending);
}

const byEnding = new Map(grammars.flatMap((grammar) => grammar.endings.map((ending) => [ending, grammar])));
