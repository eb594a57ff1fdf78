import type { LinkRung } from '../../model/finding.js';
import type { Settings } from '../../model/settings.js';
import type { Language, Reference } from './languages/index.js';
import type { Source } from './source.js';

/** A file with what is needed to link it. `source` is null when its text was not kept. */
export interface Linkable {
  readonly path: string;
  readonly language: Language;
  readonly source: Source | null;
}

/** What a file hands on that others declare. */
export interface HandsOn {
  /** Path without its ending. */
  readonly from: string;
  /** The names handed on; null for all. */
  readonly names: readonly string[] | null;
}

/** A name of the project for a place in it: a path mapping of tsconfig.json, or the name of a package. */
export interface Alias {
  readonly from: string;
  readonly to: string;
}

/** What was read beside the changed files, to follow an import through one more file. */
export interface IndexFiles {
  readonly aliases: readonly Alias[];
  readonly handsOn: (path: string) => readonly HandsOn[] | null;
}

/** Languages that call each other's files. */
const FAMILY: Record<string, string> = { JavaScript: 'TypeScript', Kotlin: 'Java' };
const family = (language: Language): string => FAMILY[language.name] ?? language.name;

/**
 * What says that a test covers a file: the first rung of the cascade that does (3-test-first, A2).
 * Null when nothing does. The same file covers itself where tests live beside the code.
 */
export function linkOf(
  code: Linkable,
  test: Linkable,
  index: IndexFiles,
  settings: Settings,
): LinkRung | null {
  if (settings.links.some((link) => link.code.matches(code.path) && link.tests.matches(test.path)))
    return 'configured';
  if (family(code.language) !== family(test.language)) return null;
  if (code.path === test.path || sameName(code, test)) return 'name';
  if (imports(code, test, index)) return 'import';
  return samePackage(code, test) ? 'package' : null;
}

// ── names ────────────────────────────────────────────────────────────────────────────────────────────────────────────

/** Folders that say what kind of file lies below, not what it is about. */
const NEUTRAL =
  /^(?:src|lib|libs|source|sources|main|java|kotlin|scala|test|tests|__tests__|spec|specs|unit|unittests?|integration|e2e|functional|jvm|js|native|common|\w+(?:Main|Test|Tests))$/i;
const TEST_SUFFIX = /[._-](?:Tests?|Specs?|UnitTests|IntegrationTests|Facts)$/i;
const QUALIFIERS =
  /[._-](?:integration|unit|e2e|functional|acceptance|regression|property|contract|int|spec|test)$/i;

const baseOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1);
const folderOf = (path: string): string => path.slice(0, Math.max(0, path.lastIndexOf('/')));
const withoutEnding = (path: string): string => path.replace(/\.[^./]+$/, '');
const plain = (stem: string): string => stem.toLowerCase().replace(/[._-]/g, '');

/** The folders that say what a file is about. */
function subject(path: string): string[] {
  return folderOf(path)
    .split('/')
    .filter((folder) => folder !== '' && !NEUTRAL.test(folder))
    .map((folder) => plain(folder.replace(TEST_SUFFIX, '')));
}

function testStem({ path, language }: Linkable): string {
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

function sameName(code: Linkable, test: Linkable): boolean {
  const stem = withoutEnding(baseOf(code.path));
  if (plain(stem) !== plain(testStem(test))) return false;
  const [here, there] = [subject(code.path), subject(test.path)];
  const general = code.language.generalStems.includes(stem);
  return general ? here.join('/') === there.join('/') : mirrors(here, there);
}

// ── imports ──────────────────────────────────────────────────────────────────────────────────────────────────────────

function imports(code: Linkable, test: Linkable, index: IndexFiles): boolean {
  if (test.source === null) return false;
  const references = test.source.references();
  if (references.some((reference) => reaches(reference, code, test, index.aliases))) return true;
  if (code.language.linking === 'names') return mentions(code, test, references);
  return references.some((reference) => reachesThrough(reference, code, test, index));
}

/** True when a reference names the file itself. */
function reaches(reference: Reference, code: Linkable, test: Linkable, aliases: readonly Alias[]): boolean {
  const unit = withoutEnding(code.path);
  switch (family(code.language)) {
    case 'TypeScript':
      if (reference.to.startsWith('file:')) {
        const general = code.language.generalStems.includes(withoutEnding(baseOf(code.path)));
        return !general && reference.to === `file:${baseOf(code.path)}`;
      }
      return targetsOf(reference.to, test.path, aliases).some((to) => to === unit || `${to}/index` === unit);
    case 'Python':
      return pythonModules(reference, test.path).some((module) => endsWithPath(unit, module));
    case 'Ruby':
      return reference.to.startsWith('.')
        ? resolvePath(folderOf(test.path), reference.to) === unit
        : endsWithPath(unit, withoutEnding(reference.to));
    case 'C++':
      return endsWithPath(unit, withoutEnding(reference.to));
    default:
      return false;
  }
}

const endsWithPath = (path: string, end: string): boolean => path === end || path.endsWith(`/${end}`);

/** `a/../b/./c` without its dots; what leads out of the repository stays out. */
function resolvePath(folder: string, relative: string): string {
  const parts = folder.split('/').filter((part) => part !== '');
  for (const part of relative.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '.' && part !== '') parts.push(part);
  }
  return parts.join('/');
}

const SCRIPT_ENDING = /\.(?:[cm]?[jt]sx?|vue|svelte)$/;

/** The places, without ending, that an import of TypeScript or JavaScript may mean. */
function targetsOf(specifier: string, from: string, aliases: readonly Alias[]): string[] {
  if (specifier.startsWith('file:')) return [];
  const bare = specifier.replace(/[?#].*$/, '').replace(SCRIPT_ENDING, '');
  if (bare.startsWith('.')) return [resolvePath(folderOf(from), bare)];
  return aliases.flatMap(({ from: name, to }) => {
    if (bare === name) return [to];
    if (name.endsWith('/') && bare.startsWith(name)) return [resolvePath(to, bare.slice(name.length))];
    return [];
  });
}

/** The paths, without ending, that an import of Python may mean, as ends of a path. */
function pythonModules({ to, names }: Reference, from: string): string[] {
  const dots = /^\.+/.exec(to)?.[0].length ?? 0;
  const module = to.slice(dots).replaceAll('.', '/');
  const base =
    dots === 0
      ? module
      : resolvePath(folderOf(from), `${'../'.repeat(dots - 1)}${module === '' ? '.' : module}`);
  const inside = (names ?? []).map((name) => (base === '' ? name : `${base}/${name}`));
  // A module of one word is too short an end of a path to mean a file, unless it stands at a root.
  const own = base === '' ? [] : [base, `${base}/__init__`];
  return [...own, ...inside].filter((path) => path.includes('/') || dots > 0);
}

/** True when a reference names a file that hands on what this file declares. */
function reachesThrough(reference: Reference, code: Linkable, test: Linkable, index: IndexFiles): boolean {
  const unit = withoutEnding(code.path);
  return indexPaths(reference, code, test, index.aliases).some((path) =>
    (index.handsOn(path) ?? []).some(({ from, names }) => {
      if (from !== unit) return false;
      const declared = code.source?.declares();
      const handed = names ?? [...(declared ?? [])];
      if (reference.names !== null) return reference.names.some((name) => handed.includes(name));
      return handed.some((name) => test.source?.mentions(name));
    }),
  );
}

/** The files that a reference may mean and that may hand on others'. */
function indexPaths(
  reference: Reference,
  code: Linkable,
  test: Linkable,
  aliases: readonly Alias[],
): string[] {
  if (family(code.language) === 'Python') {
    const module = reference.to.replaceAll('.', '/');
    if (reference.to.startsWith('.')) return [];
    const folders = folderOf(code.path).split('/');
    return folders
      .map((_, at) => folders.slice(0, at + 1).join('/'))
      .filter((folder) => endsWithPath(folder, module))
      .map((folder) => `${folder}/__init__.py`);
  }
  if (family(code.language) !== 'TypeScript') return [];
  return targetsOf(reference.to, test.path, aliases).flatMap((to) => {
    const files = /\/?(?:index|mod)$/.test(to) || !mayBeFolder(to, code.path) ? [to] : [to, `${to}/index`];
    return files.flatMap((file) => ['.ts', '.js', '.tsx', '.mjs', '.cjs'].map((end) => file + end));
  });
}

/** An index file hands on what lies below it; a folder elsewhere need not be looked into. */
const mayBeFolder = (to: string, unit: string): boolean => to === '' || unit.startsWith(`${to}/`);

/** The paths of the files that must be read to say whether a test reaches a file in one hop. */
export function indexFilesWanted(code: Linkable, test: Linkable, aliases: readonly Alias[]): string[] {
  if (test.source === null || family(code.language) !== family(test.language)) return [];
  const paths = test.source.references().flatMap((reference) => indexPaths(reference, code, test, aliases));
  return [...new Set(paths.map((path) => path.replace(/^\//, '')))];
}

/** What a file hands on, from its text. */
export function readIndexFile(path: string, source: Source): HandsOn[] {
  const python = path.endsWith('.py');
  return source.references().flatMap((reference) => {
    if (python) {
      const [own] = pythonModules({ ...reference, names: null }, path);
      return own === undefined ? [] : [{ from: own, names: reference.names }];
    }
    return targetsOf(reference.to, path, []).flatMap((to) => [
      { from: to, names: reference.names },
      { from: `${to}/index`, names: reference.names },
    ]);
  });
}

// ── names of packages and types ──────────────────────────────────────────────────────────────────────────────────────

/** Shorter names are too common to tell anything. */
const SHORTEST_NAME = 4;

/** True when a test uses a name that the file declares, and may see it: by import, or from the same package. */
function mentions(code: Linkable, test: Linkable, references: readonly Reference[]): boolean {
  if (code.source === null || test.source === null) return false;
  const { mentions: stands } = test.source;
  return ownNames(code, [...code.source.declares()]).some(
    (name) => name.length >= SHORTEST_NAME && sees(name, code, test, references) && stands(name),
  );
}

/** Of the names that a file of Ruby declares, those that are its own: modules that it only stands in are its folders. */
function ownNames(code: Linkable, declared: readonly string[]): readonly string[] {
  if (family(code.language) !== 'Ruby') return declared;
  const stem = plain(withoutEnding(baseOf(code.path)));
  const named = declared.filter((name) => plain(name) === stem);
  const folders = subject(code.path);
  return named.length > 0 ? named : declared.filter((name) => !folders.includes(plain(name)));
}

function sees(name: string, code: Linkable, test: Linkable, references: readonly Reference[]): boolean {
  const home = code.source?.package() ?? null;
  switch (family(code.language)) {
    case 'Go':
      return (
        folderOf(code.path) === folderOf(test.path) ||
        (/^[A-Z]/.test(name) &&
          references.some(({ to }) => endsWithPath(to, folderOf(code.path)) && folderOf(code.path) !== ''))
      );
    case 'Java':
    case 'PHP':
      return (
        home === (test.source?.package() ?? null) ||
        references.some(
          ({ to }) => to === `${home}.${name}` || to === `${home}.*` || to.startsWith(`${home}.${name}.`),
        )
      );
    case 'C#':
      return (
        home !== null &&
        (`${test.source?.package() ?? ''}.`.startsWith(`${home}.`) ||
          references.some(({ to }) => to === home))
      );
    // A constant of Ruby, a type of Swift or Rust is seen wherever it is named; functions are named too alike.
    default:
      return /^[A-Z]/.test(name);
  }
}

// ── packages ─────────────────────────────────────────────────────────────────────────────────────────────────────────

/** Where a workspace keeps its packages. */
const WORKSPACE = /^(?:packages|apps|libs|crates|modules|services|plugins|projects)\/[^/]+/;

/** True when nothing speaks against it: no two members of a workspace, no two folders that are packages. */
function samePackage(code: Linkable, test: Linkable): boolean {
  const [here, there] = [WORKSPACE.exec(code.path)?.[0], WORKSPACE.exec(test.path)?.[0]];
  if (here !== undefined && there !== undefined && here !== there) return false;
  // In Go a folder is a package, and its tests are in it.
  return family(code.language) !== 'Go' || folderOf(code.path) === folderOf(test.path);
}

/** An import of what only tests use. */
const isOfTests = (to: string): boolean =>
  /(?:^|[/:])(?:\w+[.-])*(?:helpers?|fixtures?|tests?|spec|mocks?|support|setup|utils?)(?:[./-]|$)/i.test(to);
/** An import of the package as a whole. */
const isPublicEntry = (to: string): boolean =>
  /^(?:\.\.?\/)*(?:\.\.?|(?:src|lib)?\/?(?:index(?:\.\w+)?)?)$/.test(to);

/** A test and the words of its lines that were edited. */
export interface EditedTest extends Linkable {
  readonly testWords: () => ReadonlySet<string>;
}

/**
 * True when a test names no file of the project of some code: it works through the public entry (a command, a request,
 * the package as a whole), so that the better rungs cannot link it to anything. In a file with several tests the edited
 * lines decide: they use the public entry, and nothing that the file takes from elsewhere in the project.
 */
export function namesNothing(test: EditedTest, code: Linkable): boolean {
  const references = test.source?.references() ?? null;
  if (references === null) return false;
  if (family(test.language) === 'Rust') return true;
  const kinds = KINDS_OF_REFERENCE[family(test.language)];
  if (kinds === undefined) return false;
  // What a test is named after is no helper of it, whatever it is called.
  const subjectOf = (to: string): boolean =>
    plain(baseOf(to).replace(SCRIPT_ENDING, '')) === plain(testStem(test));
  const files = references.filter(
    ({ to }) => kinds(to, code) === 'file' || (kinds(to, code) === 'helper' && subjectOf(to)),
  );
  const entries = references.filter(({ to }) => kinds(to, code) === 'entry');
  // A command can be started from anywhere; a module of Python must be imported.
  if (files.length === 0) return entries.length > 0 || family(test.language) !== 'Python';
  const words = test.testWords();
  const uses = ({ names }: Reference): boolean => names?.some((name) => words.has(name)) ?? true;
  return (
    !files.some((file) => uses(file) || file.names?.includes('default')) &&
    entries.some(({ to, names }) => (names === null ? words.has(to) : uses({ to, names })))
  );
}

/** True when a test is named after what it imports: it is about that, not about others of the package. */
export function hasSubject(test: Linkable): boolean {
  if (test.language.linking !== 'paths') return false;
  const stem = plain(testStem(test));
  const last = (to: string): string => baseOf(to).replace(SCRIPT_ENDING, '').replace(/^.*\./, '');
  return test.source?.references().some(({ to }) => /[./]/.test(to) && plain(last(to)) === stem) ?? false;
}

/** What a reference names of the project that some code is in. */
const KINDS_OF_REFERENCE: Record<string, (to: string, code: Linkable) => 'file' | 'entry' | 'helper' | null> =
  {
    TypeScript: (to) => {
      if (!/^(?:\.|file:)/.test(to)) return null;
      if (isOfTests(to)) return 'helper';
      return isPublicEntry(to) ? 'entry' : 'file';
    },
    Python: (to, code) => {
      if (!code.path.split('/').includes(to.split('.')[0] ?? '')) return null;
      return to.includes('.') ? 'file' : 'entry';
    },
  };
