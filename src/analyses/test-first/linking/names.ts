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

/** Files of the same key may be linked by name; others never are. */
export const nameKey = (file: Linkable, role: 'production' | 'test'): string =>
  plain(role === 'test' ? testStem(file) : withoutEnding(baseOf(file.path)));

export function sameName(code: Linkable, test: Linkable): boolean {
  const stem = withoutEnding(baseOf(code.path));
  if (plain(stem) !== plain(testStem(test))) return false;
  const [here, there] = [subject(code.path), subject(test.path)];
  const general = code.language.generalStems.includes(stem);
  return general ? here.join('/') === there.join('/') : mirrors(here, there);
}
