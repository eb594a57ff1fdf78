import {
  type Document,
  isAlias,
  isMap,
  isScalar,
  LineCounter,
  type Node,
  type Pair,
  parseDocument,
  visit,
  type YAMLMap,
} from 'yaml';
import { nestsTooDeeply } from './nesting.js';
import { type Path, type SettingsProblem, short } from './problem.js';

/** The value of a text, and the line of each part of it; or all that is wrong with the text as YAML. */
type ReadYaml =
  | { readonly kind: 'value'; readonly value: unknown; readonly lineOf: (path: Path) => number }
  | { readonly kind: 'wrong'; readonly problems: readonly SettingsProblem[] };

/** More than anybody writes by hand. */
const LARGEST = 64 * 1024;

/** Reads a text as one document of YAML 1.2 (core schema: days are texts). Never throws. */
export function readYaml(text: string): ReadYaml {
  const wrong = (problems: readonly SettingsProblem[]): ReadYaml => ({ kind: 'wrong', problems });
  if (text.length > LARGEST) return wrong([{ line: 1, message: 'the file is larger than 64 KiB' }]);
  if (nestsTooDeeply(text)) return wrong([{ line: 1, message: 'the file nests lists or maps too deeply' }]);
  const lines = new LineCounter();
  const document = parseDocument(text, {
    lineCounter: lines,
    strict: true,
    schema: 'core',
    // Both take quadratic time; we know the lines, and look for keys that stand twice ourselves.
    prettyErrors: false,
    uniqueKeys: false,
  });
  const faults = [...document.errors, ...document.warnings].map(({ pos, message }) => ({
    line: lines.linePos(pos[0]).line,
    message: message.split('\n', 1)[0] ?? '',
  }));
  if (faults.length > 0) return wrong(faults);
  const beyond = beyondPlainData(document, lines);
  if (beyond.length > 0) return wrong(beyond);
  return {
    kind: 'value',
    value: document.toJS() ?? {},
    lineOf: linesByPath(document.contents, lines),
  };
}

/**
 * What YAML can say and plain data cannot. Aliases make bombs and circles of a few lines; that a key stands twice would
 * lose one of the two.
 */
function beyondPlainData(document: Document, lines: LineCounter): SettingsProblem[] {
  const found: SettingsProblem[] = [];
  const lineAt = (node: unknown): number => lines.linePos((node as Node | null)?.range?.[0] ?? 0).line;
  visit(document, {
    Alias: (_, alias) => {
      found.push({
        line: lineAt(alias),
        message: `aliases (*${short(alias.source)}) are not allowed: write it out`,
      });
    },
    Map: (_, map) => {
      const first = new Map<string, unknown>();
      for (const { key } of map.items) {
        if (!isScalar(key)) {
          if (!isAlias(key)) found.push({ line: lineAt(key), message: 'a key must be a text' });
          continue;
        }
        const name = String(key.value);
        const earlier = first.get(name);
        if (earlier === undefined) first.set(name, key);
        else
          found.push({
            line: lineAt(key),
            message: `${short(name)} stands twice: the first is in line ${lineAt(earlier)}`,
          });
      }
    },
  });
  return found;
}

/** Gives the line of the place that a path names, or of the nearest place above it that is there. */
function linesByPath(root: Node | null, lines: LineCounter): (path: Path) => number {
  const known = new Map<YAMLMap, ReadonlyMap<string, Pair>>();
  const pairsOf = (map: YAMLMap): ReadonlyMap<string, Pair> => {
    const pairs =
      known.get(map) ??
      new Map(map.items.flatMap((pair) => (isScalar(pair.key) ? [[String(pair.key.value), pair]] : [])));
    known.set(map, pairs);
    return pairs;
  };
  return (path) => {
    let node: unknown = root;
    let start = 0;
    for (const key of path) {
      if (isMap(node)) {
        const pair = pairsOf(node).get(String(key));
        if (pair === undefined) break;
        start = (pair.key as Node).range?.[0] ?? start;
        node = pair.value;
      } else {
        node = (node as { items?: unknown[] } | null)?.items?.[Number(key)];
        start = (node as Node | undefined)?.range?.[0] ?? start;
      }
    }
    return lines.linePos(start).line;
  };
}
