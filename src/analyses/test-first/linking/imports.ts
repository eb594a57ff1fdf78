import type { Reference } from '../languages/index.js';
import type { Source } from '../source.js';
import { type Alias, family, type HandsOn, type IndexFiles, type Linkable } from './linkable.js';
import { plain, subject } from './names.js';
import { baseOf, endsWithPath, folderOf, resolvePath, SCRIPT_ENDING, withoutEnding } from './paths.js';

/** True when a test brings a file in, or uses a name that the file declares and that it may see. */
export function imports(code: Linkable, test: Linkable, index: IndexFiles): boolean {
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
