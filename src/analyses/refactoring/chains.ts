import type { CodeLocation, Refactoring, RefactoringType } from '../../model/refactoring.js';

/** What is named in one version. Files have no path inside of themselves. */
interface Place {
  readonly kind: string;
  readonly file: string;
  /** The names of what stands around it and its own, outermost first; empty for a file. */
  readonly path: readonly string[];
}

/** Where everything went that one commit renamed or moved. */
type Went = ReadonlyMap<string, Place>;

const keyOf = ({ kind, file, path }: Place): string => JSON.stringify([kind, file, path.join('.')]);

/** What is only in another place or has another name: the other kinds cut something out, or put it back. */
const LIVES_ON = /^(?:rename|move|move-and-rename|pull-up|push-down)-(\w+)$/;

/** What else a refactoring is about. */
const kindOf = (type: RefactoringType): string =>
  type === 'extract-type' ? 'type' : type.endsWith('-variable') ? 'variable' : 'function';

function placeOf(type: RefactoringType, name: string, { file, container }: CodeLocation): Place {
  // Code at the top of a file is called by the name of that.
  const isFile = container === null && file.slice(file.lastIndexOf('/') + 1) === name;
  if (isFile) return { kind: 'file', file, path: [] };
  const path = container === null ? [name] : [...container.split('.'), name];
  return { kind: LIVES_ON.exec(type)?.[1] ?? kindOf(type), file, path };
}

const before = ({ type, name, before: at }: Refactoring): Place => placeOf(type, name.before, at);
const after = ({ type, name, after: at }: Refactoring): Place => placeOf(type, name.after, at);

const wentIn = (refactorings: readonly Refactoring[]): Went =>
  new Map(refactorings.filter(({ type }) => LIVES_ON.test(type)).map((it) => [keyOf(before(it)), after(it)]));

/** What can stand around something else. */
const AROUND = ['type', 'function'];

/** Where something is after a commit: it went by itself, with what stands around it, or with its file. */
function next(place: Place, went: Went): Place {
  const own = went.get(keyOf(place));
  if (own !== undefined) return own;
  for (let length = place.path.length - 1; length > 0; length--) {
    for (const kind of AROUND) {
      const around = went.get(keyOf({ kind, file: place.file, path: place.path.slice(0, length) }));
      if (around !== undefined)
        return { ...place, file: around.file, path: [...around.path, ...place.path.slice(length)] };
    }
  }
  const file = went.get(keyOf({ kind: 'file', file: place.file, path: [] }));
  return file === undefined ? place : { ...place, file: file.file };
}

/**
 * Whether a refactoring that shows when commits are taken together is only what they did one after the other: the same
 * thing renamed twice, or cut out in one commit and moved in another.
 *
 * @param commits what each of them did, oldest first
 */
export function chained(commits: readonly (readonly Refactoring[])[]): (refactoring: Refactoring) => boolean {
  const went = commits.map(wentIn);
  const atHead = (place: Place, from: number): string => {
    let at = place;
    for (let commit = from; commit < went.length; commit++) at = next(at, went[commit] ?? new Map());
    return keyOf(at);
  };
  const done = new Set(
    commits.flatMap((all, commit) =>
      all
        .filter(({ type }) => !LIVES_ON.test(type))
        .map((it) => `${it.type} ${atHead(before(it), commit)} ${atHead(after(it), commit + 1)}`),
    ),
  );
  return (refactoring) => {
    const [from, to] = [atHead(before(refactoring), 0), keyOf(after(refactoring))];
    return LIVES_ON.test(refactoring.type) ? from === to : done.has(`${refactoring.type} ${from} ${to}`);
  };
}
