import { cpp } from './cpp.js';
import { csharp } from './csharp.js';
import { go } from './go.js';
import { java } from './java.js';
import { kotlin } from './kotlin.js';
import type { Language } from './language.js';
import { php } from './php.js';
import { python } from './python.js';
import { ruby } from './ruby.js';
import { rust } from './rust.js';
import { swift } from './swift.js';
import { javascript, typescript } from './typescript.js';

export type { Language, Reference, TestForm } from './language.js';
export { type LinePattern, matchLines, searchLines } from './lines.js';

/** The table of languages. */
export const languages: readonly Language[] = [
  typescript,
  javascript,
  python,
  java,
  kotlin,
  go,
  csharp,
  ruby,
  php,
  rust,
  cpp,
  swift,
];

const byExtension = new Map(
  languages.flatMap((language) => language.extensions.map((end) => [end, language] as const)),
);

/** The language of a file, by the end of its name; null when it is none of ours. */
export function languageOf(path: string): Language | null {
  const dot = path.lastIndexOf('.');
  return dot <= path.lastIndexOf('/') ? null : (byExtension.get(path.slice(dot).toLowerCase()) ?? null);
}
