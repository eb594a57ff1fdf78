import type { Bag, Comparison, Entity } from './comparison.js';
import { isConstructor } from './match.js';

export interface Refactoring {
  readonly type: string;
  readonly before: Entity;
  readonly after: Entity;
  readonly similarity: number;
}

/** So much of a new function must come from what the old one lost. */
const EXTRACTED = 0.4;

export function relations(comparison: Comparison): Refactoring[] {
  const found: Refactoring[] = [];
  const add = (type: string, before: Entity, after: Entity, similarity: number): void => {
    found.push({ type, before, after, similarity });
  };
  for (const file of comparison.before) {
    for (const before of file.all) {
      const after = before.match;
      if (after === undefined) continue;
      if (before.node.kind === 'variable' && before.parent?.node.kind === 'function') continue;
      const change = changed(before, after);
      if (change !== undefined) add(change, before, after, before.similarity);
      else if (
        before.node.kind === 'type' &&
        before.parent === file.root &&
        file.path !== after.file.path &&
        folder(file.path) !== folder(after.file.path)
      )
        add('move-type', before, after, before.similarity);
    }
  }
  found.push(...extracted(comparison));
  found.push(...inlined(comparison));
  return found;
}

const folder = (path: string): string => path.slice(0, path.lastIndexOf('/') + 1);

function changed(before: Entity, after: Entity): string | undefined {
  const kind = before.node.kind;
  if (kind === 'file') {
    const moved = folder(before.file.path) !== folder(after.file.path);
    const renamed =
      before.file.path.slice(folder(before.file.path).length) !== after.file.path.slice(folder(after.file.path).length);
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

function verb(moved: boolean, renamed: boolean, kind: string): string | undefined {
  if (moved && renamed) return `move-and-rename-${kind}`;
  if (moved) return `move-${kind}`;
  if (renamed) return `rename-${kind}`;
  return undefined;
}

const derives = (type: Entity, base: Entity): boolean =>
  type.node.kind === 'type' && base.node.kind === 'type' && type.node.supertypes.includes(base.node.name);

/** New functions whose body was taken out of functions that live on and now use them. */
function extracted(comparison: Comparison): Refactoring[] {
  return cut(comparison, false);
}

/** Functions that are gone and whose body now stands where they were used: the mirror image. */
function inlined(comparison: Comparison): Refactoring[] {
  return cut(comparison, true);
}

function cut(comparison: Comparison, inline: boolean): Refactoring[] {
  const found: Refactoring[] = [];
  const files = inline ? comparison.before : comparison.after;
  const others = inline ? comparison.after : comparison.before;
  const pieces = files.flatMap((file) =>
    file.all.filter(
      ({ node, match }) => node.kind === 'function' && !match && node.hasBody && node.bodyLast > node.bodyFirst,
    ),
  );
  if (pieces.length === 0) return found;
  const wholes = others.flatMap((file) =>
    file.all.filter(({ node, match }) => node.kind === 'function' && match && node.hasBody && match.node.hasBody),
  );
  const lost = new Map<Entity, Bag>();
  for (const piece of pieces) {
    if (isConstructor(piece)) continue;
    const name = comparison.id(piece.node.name);
    const body = withoutReturn(comparison, piece);
    if (body.weight === 0) continue;
    for (const whole of wholes) {
      const user = whole.match as Entity;
      if (contains(user, piece)) continue;
      if (count(user, name) === 0 || count(whole, name) >= count(user, name)) continue;
      let removed = lost.get(whole);
      if (removed === undefined) {
        removed = comparison.minus(comparison.body(whole), comparison.body(user));
        lost.set(whole, removed);
      }
      const share = comparison.shared(body, removed) / body.weight;
      if (share <= EXTRACTED) continue;
      if (inline) {
        // here `whole` is the after-version of the caller, `user` its before
        found.push({ type: 'inline-function', before: piece, after: whole, similarity: share });
      } else {
        const together = user.parent === piece.parent;
        found.push({
          type: together ? 'extract-function' : 'extract-and-move-function',
          before: whole,
          after: piece,
          similarity: share,
        });
      }
    }
  }
  return found;
}

function withoutReturn(comparison: Comparison, entity: Entity): Bag {
  const dropped = new Set([comparison.id('return'), ...entity.node.parameters.map((name) => comparison.id(name))]);
  return comparison.bagOf(comparison.body(entity).ids.filter((id) => !dropped.has(id)));
}

function contains(outer: Entity, inner: Entity): boolean {
  for (let at: Entity | undefined = inner; at !== undefined; at = at.parent) if (at === outer) return true;
  return false;
}

function count(entity: Entity, id: number): number {
  let found = 0;
  for (let at = entity.node.bodyFirst; at < entity.node.bodyLast; at++) if (entity.file.tokens[at] === id) found++;
  return found;
}
