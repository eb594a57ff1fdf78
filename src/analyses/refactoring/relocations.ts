import type { RefactoringType } from '../../model/refactoring.js';
import type { Comparison, Entity } from './comparison.js';
import { derives, isConstructor } from './likelihood.js';
import type { Relation } from './relation.js';

/** What lives on under another name or in another place. */
export function relocations(comparison: Comparison): Relation[] {
  const found: Relation[] = [];
  for (const file of comparison.before) {
    for (const before of file.all) {
      const after = before.match;
      if (after === undefined) continue;
      if (before.node.kind === 'variable' && before.parent?.node.kind === 'function') continue;
      const type = changed(before, after) ?? leftPackage(before, after);
      if (type !== undefined) found.push({ type, before, after, similarity: before.similarity });
    }
  }
  return found;
}

/** A type that stands at the top of a file moves with it, in the languages where the folder is a part of its name. */
function leftPackage(before: Entity, after: Entity): RefactoringType | undefined {
  if (before.node.kind !== 'type' || before.parent !== before.file.root) return undefined;
  return packageOf(before.file.path) === packageOf(after.file.path) ? undefined : 'move-type';
}

/** The folder below the source root of a build that has one for each kind of source (Maven, Gradle). */
const packageOf = (path: string): string =>
  folder(path).replace(/^.*?\bsrc\/[^/]+\/(?:java|kotlin|groovy|scala)\//, '');
const folder = (path: string): string => path.slice(0, path.lastIndexOf('/') + 1);

function changed(before: Entity, after: Entity): RefactoringType | undefined {
  const kind = before.node.kind;
  if (kind === 'file') {
    const moved = folder(before.file.path) !== folder(after.file.path);
    const renamed =
      before.file.path.slice(folder(before.file.path).length) !==
      after.file.path.slice(folder(after.file.path).length);
    return verb(moved, renamed, kind);
  }
  const moved = before.parent?.match !== after.parent;
  let renamed = before.node.name !== after.node.name;
  if (kind === 'function' && isConstructor(before) && isConstructor(after)) renamed = false;
  if (moved && !renamed && kind !== 'type' && before.parent && after.parent) {
    const old = before.parent.match ?? before.parent;
    if (derives(old, after.parent)) return `pull-up-${kind}`;
    if (derives(after.parent, old)) return `push-down-${kind}`;
  }
  return verb(moved, renamed, kind);
}

function verb(moved: boolean, renamed: boolean, kind: Entity['node']['kind']): RefactoringType | undefined {
  if (moved && renamed) return `move-and-rename-${kind}`;
  if (moved) return `move-${kind}`;
  if (renamed) return `rename-${kind}`;
  return undefined;
}
