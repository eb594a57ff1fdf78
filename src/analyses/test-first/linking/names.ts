import type { Linkable } from './linkable.js';
import { baseOf, folderOf, withoutEnding } from './paths.js';

/** Folders that say what kind of file lies below, not what it is about. */
const NEUTRAL =
  /^(?:src|lib|libs|source|sources|main|java|kotlin|scala|test|tests|__tests__|spec|specs|unit|unittests?|integration|e2e|functional|jvm|js|native|common|\w+(?:Main|Test|Tests))$/i;
const TEST_SUFFIX = /[._-](?:Tests?|Specs?|UnitTests|IntegrationTests|Facts)$/i;
const QUALIFIERS =
  /[._-](?:integration|unit|e2e|functional|acceptance|regression|property|contract|int|spec|test)$/i;

export const plain = (stem: string): string => stem.toLowerCase().replace(/[._-]/g, '');

/** The folders that say what a file is about. */
export function subject(path: string): string[] {
  return folderOf(path)
    .split('/')
    .filter((folder) => folder !== '' && !NEUTRAL.test(folder))
    .map((folder) => plain(folder.replace(TEST_SUFFIX, '')));
}

export function testStem({ path, language }: Linkable): string {
  const base = withoutEnding(baseOf(path));
  for (const pattern of language.testNames) {
    const stem = pattern.exec(base)?.[1];
    if (stem !== undefined) return stem.replace(QUALIFIERS, '');
  }
  return base;
}

/** True when one list of folders is the end of the other. */
function mirrors(one: readonly string[], other: readonly string[]): boolean {
  const [short, long] = one.length <= other.length ? [one, other] : [other, one];
  return short.every((folder, at) => folder === long[long.length - short.length + at]);
}

/** Where a workspace keeps its packages. */
const WORKSPACE = /^(?:packages|apps|libs|crates|modules|services|plugins|projects)\/[^/]+/;

/** What a path is called by, as code and as a test. */
interface Names {
  /** The path without its ending. */
  readonly unit: string;
  /** The member of a workspace that it is in. */
  readonly member: string | null;
  readonly stem: string;
  readonly asCode: string;
  readonly asTest: string;
  readonly subject: readonly string[];
}

/** The same paths come again with every commit. */
const known = new Map<string, Names>();
const KEPT = 10_000;

function namesOf(file: Linkable): Names {
  const found = known.get(file.path);
  if (found !== undefined) return found;
  if (known.size >= KEPT) known.clear();
  const stem = withoutEnding(baseOf(file.path));
  const names = {
    unit: withoutEnding(file.path),
    member: WORKSPACE.exec(file.path)?.[0] ?? null,
    stem,
    asCode: plain(stem),
    asTest: plain(testStem(file)),
    subject: subject(file.path),
  };
  known.set(file.path, names);
  return names;
}

/** The member of a workspace that a file is in; null when it is in none. */
export const memberOf = (file: Linkable): string | null => namesOf(file).member;

/** The path of a file without its ending. */
export const unitOf = (file: Linkable): string => namesOf(file).unit;

/** Files of the same key may be linked by name; others never are. */
export const nameKey = (file: Linkable, role: 'production' | 'test'): string =>
  role === 'test' ? namesOf(file).asTest : namesOf(file).asCode;

export function sameName(code: Linkable, test: Linkable): boolean {
  const [own, its] = [namesOf(code), namesOf(test)];
  if (own.asCode !== its.asTest) return false;
  return code.language.generalStems.includes(own.stem)
    ? own.subject.join('/') === its.subject.join('/')
    : mirrors(own.subject, its.subject);
}
