import { isMap, isScalar, LineCounter, type Node, parseDocument } from 'yaml';
import type { z } from 'zod';
import { defaultSettings, type Settings } from '../model/settings.js';
import { nestsTooDeeply } from './nesting.js';
import { pathPattern } from './pattern.js';
import { settingsSchema } from './schema.js';

export { parseAttributes } from './attributes.js';
export { settingsSchema } from './schema.js';

/** What is wrong in a configuration, and where. Lines count from 1. */
export interface SettingsProblem {
  readonly line: number;
  readonly message: string;
}

interface ParsedSettings {
  /** The defaults, when anything is wrong: half a configuration would be a third opinion. */
  readonly settings: Settings;
  readonly problems: readonly SettingsProblem[];
}

/** More than anybody writes by hand. */
const LARGEST = 64 * 1024;

/** Reads the text of `holdfast.yml`. Never throws: what is wrong is told, all of it, with its line. */
export function parseSettings(text: string): ParsedSettings {
  const wrong = (problems: SettingsProblem[]): ParsedSettings => ({
    settings: defaultSettings,
    problems: problems.sort((a, b) => a.line - b.line),
  });
  if (text.length > LARGEST) return wrong([{ line: 1, message: 'the file is larger than 64 KiB' }]);
  if (nestsTooDeeply(text)) return wrong([{ line: 1, message: 'the file nests lists or maps too deeply' }]);
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
  if (problems.length > 0) return wrong(problems);
  let value: unknown;
  try {
    // Aliases can make bombs and circles of a few lines; nothing here needs one.
    value = document.toJS({ maxAliasCount: 0 }) ?? {};
  } catch (error) {
    return wrong([
      {
        line: 1,
        message: `aliases (&, *) are not allowed: ${firstSentence(String((error as Error).message))}`,
      },
    ]);
  }
  const parsed = settingsSchema.safeParse(value);
  if (!parsed.success) {
    return wrong(parsed.error.issues.flatMap((issue) => problemsOf(issue, value, document.contents, lines)));
  }
  const { tests, links, exclude, bots } = parsed.data;
  return {
    settings: {
      tests: tests.map(pathPattern),
      links: links.map((link) => ({ code: pathPattern(link.code), tests: pathPattern(link.tests) })),
      exclude: exclude.map(pathPattern),
      attributes: [],
      bots: bots.map(pathPattern),
    },
    problems: [],
  };
}

const firstSentence = (message: string): string =>
  message.split('\n', 1)[0]?.replace(/ at line \d+.*$/, '') ?? '';

type Path = readonly PropertyKey[];

function problemsOf(
  issue: z.core.$ZodIssue,
  value: unknown,
  root: Node | null,
  lines: LineCounter,
): SettingsProblem[] {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({
      line: lineOf([...issue.path, key], root, lines),
      message: `${nameOf([...issue.path, key])} is unknown here: there are ${Object.keys(settingsSchema.shape).join(', ')}`,
    }));
  }
  const got = valueAt(issue.path, value);
  const line = lineOf(issue.path, root, lines);
  if (got === undefined) return [{ line, message: `${nameOf(issue.path)} is missing` }];
  return [
    {
      line,
      message: `${nameOf(issue.path)}: expected ${expected(issue)}, got ${JSON.stringify(got)?.slice(0, 80)}`,
    },
  ];
}

function expected(issue: z.core.$ZodIssue): string {
  if (issue.code === 'invalid_type') return issue.expected === 'array' ? 'a list' : `a ${issue.expected}`;
  if (issue.code === 'too_big')
    return `at most ${issue.maximum} ${issue.origin === 'array' ? 'entries' : 'characters'}`;
  if (issue.code === 'too_small') return 'something that is not empty';
  return issue.message;
}

const nameOf = (path: Path): string =>
  path
    .map((key, at) => (typeof key === 'number' ? `[${key}]` : `${at > 0 ? '.' : ''}${String(key)}`))
    .join('') || 'the file';

function valueAt(path: Path, value: unknown): unknown {
  return path.reduce<unknown>((at, key) => (at as Record<PropertyKey, unknown> | undefined)?.[key], value);
}

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
