import { isMap, isScalar, LineCounter, type Node, parseDocument } from 'yaml';
import { nestsTooDeeply } from './nesting.js';
import type { Path, SettingsProblem } from './problem.js';

/** The value of a text, and the line of each part of it; or all that is wrong with the text as YAML. */
type ReadYaml =
  | { readonly kind: 'value'; readonly value: unknown; readonly lineOf: (path: Path) => number }
  | { readonly kind: 'wrong'; readonly problems: readonly SettingsProblem[] };

/** More than anybody writes by hand. */
const LARGEST = 64 * 1024;

/** Reads a text as one document of YAML 1.2 (core schema: days are texts). Never throws. */
export function readYaml(text: string): ReadYaml {
  const wrong = (...problems: SettingsProblem[]): ReadYaml => ({ kind: 'wrong', problems });
  if (text.length > LARGEST) return wrong({ line: 1, message: 'the file is larger than 64 KiB' });
  if (nestsTooDeeply(text)) return wrong({ line: 1, message: 'the file nests lists or maps too deeply' });
  const lines = new LineCounter();
  const document = parseDocument(text, {
    lineCounter: lines,
    strict: true,
    uniqueKeys: true,
    schema: 'core',
  });
  const problems = [...document.errors, ...document.warnings].map(({ pos, message }) => ({
    line: lines.linePos(pos[0]).line,
    message: firstSentence(message),
  }));
  if (problems.length > 0) return wrong(...problems);
  try {
    // Aliases can make bombs and circles of a few lines; nothing here needs one.
    const value: unknown = document.toJS({ maxAliasCount: 0 }) ?? {};
    return { kind: 'value', value, lineOf: (path) => lineOf(path, document.contents, lines) };
  } catch (error) {
    return wrong({
      line: 1,
      message: `aliases (&, *) are not allowed: ${firstSentence(String((error as Error).message))}`,
    });
  }
}

const firstSentence = (message: string): string =>
  message.split('\n', 1)[0]?.replace(/ at line \d+.*$/, '') ?? '';

/** The line of the place that a path names, or of the nearest place above it that is there. */
function lineOf(path: Path, root: Node | null, lines: LineCounter): number {
  let node: unknown = root;
  let start = 0;
  for (const key of path) {
    if (isMap(node)) {
      const pair = node.items.find((item) => isScalar(item.key) && item.key.value === key);
      if (pair === undefined) break;
      start = (pair.key as Node).range?.[0] ?? start;
      node = pair.value;
    } else {
      node = (node as { items?: unknown[] } | null)?.items?.[Number(key)];
      start = (node as Node | undefined)?.range?.[0] ?? start;
    }
  }
  return lines.linePos(start).line;
}
