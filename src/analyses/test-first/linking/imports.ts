import type { Reference } from '../languages/index.js';
import type { Source } from '../source.js';
import { type Alias, family, type HandsOn, type IndexFiles, type Linkable } from './linkable.js';
import { plain, subject, unitOf } from './names.js';
import { baseOf, endsWithPath, folderOf, resolvePath, SCRIPT_ENDING, withoutEnding } from './paths.js';

/** True when a test brings a file in, or uses a name that the file declares and that it may see. */
export function imports(code: Linkable, test: Linkable, index: IndexFiles): boolean {
  if (test.source === null) return false;
  const unit = unitOf(code);
  const leads = leadsOf(test, index.aliases);
  if (leads.some((lead) => reaches(lead, unit, code))) return true;
  if (code.language.linking === 'names') return mentions(code, test, test.source.references());
  return leads.some((lead) => reachesThrough(lead, unit, code, test, index));
}

/** A reference and where it may lead: paths without ending; of Python, Ruby and C++ the ends of such. */
interface Lead {
  readonly reference: Reference;
  readonly places: readonly string[];
}

/** What was found last for a file's references: its test is asked for every file of a change. */
const known = new WeakMap<
  readonly Reference[],
  { readonly path: string; readonly aliases: readonly Alias[]; readonly leads: readonly Lead[] }
>();

function leadsOf({ path, language, source }: Linkable, aliases: readonly Alias[]): readonly Lead[] {
  const placesOf = PLACES[family(language)];
  if (placesOf === undefined || source === null) return [];
  const references = source.references();
  const last = known.get(references);
  if (last !== undefined && last.path === path && last.aliases === aliases) return last.leads;
  const leads = references.map((reference) => ({ reference, places: placesOf(reference, path, aliases) }));
  known.set(references, { path, aliases, leads });
  return leads;
}

const PLACES: Record<string, (reference: Reference, from: string, aliases: readonly Alias[]) => string[]> = {
  TypeScript: ({ to }, from, aliases) => scriptPlaces(to, from, aliases),
  Python: pythonModules,
  Ruby: ({ to }, from) => [to.startsWith('.') ? `/${resolvePath(folderOf(from), to)}` : withoutEnding(to)],
  'C++': ({ to }) => [withoutEnding(to)],
};

/** True when a reference names the file itself. */
function reaches({ reference, places }: Lead, unit: string, code: Linkable): boolean {
  if (family(code.language) !== 'TypeScript')
    return places.some((place) => (place.startsWith('/') ? place === `/${unit}` : endsWithPath(unit, place)));
  if (reference.to.startsWith('file:')) {
    const general = code.language.generalStems.includes(withoutEnding(baseOf(code.path)));
    return !general && reference.to === `file:${baseOf(code.path)}`;
  }
  return places.some((place) => place === unit || (unit.endsWith('index') && indexIn(place) === unit));
}

const indexIn = (folder: string): string => (folder === '' ? 'index' : `${folder}/index`);

/** The places, without ending, that an import of TypeScript or JavaScript may mean. */
function scriptPlaces(specifier: string, from: string, aliases: readonly Alias[]): string[] {
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
function reachesThrough(
  lead: Lead,
  unit: string,
  code: Linkable,
  test: Linkable,
  index: IndexFiles,
): boolean {
  const { names: wanted } = lead.reference;
  return indexPaths(lead, code).some((path) =>
    (index.handsOn(path) ?? []).some(({ from, names }) => {
      if (from !== unit) return false;
      const handed = names ?? [...(code.source?.declares() ?? [])];
      if (wanted !== null) return wanted.some((name) => handed.includes(name));
      return handed.some((name) => test.source?.mentions(name));
    }),
  );
}

/** The files that a reference may mean and that may hand on others'. */
function indexPaths({ reference, places }: Lead, code: Linkable): string[] {
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
  return places.flatMap((place) => {
    const isIndex = /(?:^|\/)(?:index|mod)$/.test(place);
    const file = isIndex ? place : mayBeFolder(place, code.path) ? indexIn(place) : null;
    return file === null ? [] : ['.ts', '.js', '.tsx', '.mjs', '.cjs'].map((end) => file + end);
  });
}

/** An index file hands on what lies below it; a folder elsewhere need not be looked into. */
const mayBeFolder = (to: string, unit: string): boolean => to === '' || unit.startsWith(`${to}/`);

/** The paths of the files that must be read to say whether a test reaches a file in one hop. */
export function indexFilesWanted(code: Linkable, test: Linkable, aliases: readonly Alias[]): string[] {
  if (code.language.linking === 'names' || family(code.language) !== family(test.language)) return [];
  return [...new Set(leadsOf(test, aliases).flatMap((lead) => indexPaths(lead, code)))];
}

/** True when an index file hands on all of a file, so that its text must be read to say what that is. */
export function isHandedOnWhole(code: Linkable, test: Linkable, index: IndexFiles): boolean {
  const unit = unitOf(code);
  return leadsOf(test, index.aliases)
    .flatMap((lead) => indexPaths(lead, code))
    .some((path) => index.handsOn(path)?.some(({ from, names }) => from === unit && names === null));
}

/** What a file hands on, from its text. */
export function readIndexFile(path: string, source: Source): HandsOn[] {
  const python = path.endsWith('.py');
  return source.references().flatMap((reference) => {
    if (python) {
      const [own] = pythonModules({ ...reference, names: null }, path);
      return own === undefined ? [] : [{ from: own, names: reference.names }];
    }
    return scriptPlaces(reference.to, path, []).flatMap((place) => [
      { from: place, names: reference.names },
      { from: indexIn(place), names: reference.names },
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
