import { typescript } from '../languages/typescript.js';
import { mask } from '../mask.js';
import type { Alias } from './linkable.js';

export type { Alias } from './linkable.js';

/** JSON as tsconfig.json has it, with comments and commas at the end; null when it is none. */
function parseLoose(text: string): unknown {
  const masked = mask(text, typescript);
  let kept = '';
  for (let at = 0; at < text.length; at += 1) {
    // A character that the mask blanks is in a comment.
    const comment = masked.charCodeAt(at) === 32 && text.charCodeAt(at) > 32;
    const commaAtEnd = masked.charAt(at) === ',' && /^\s*[\]}]/.test(masked.slice(at + 1, at + 200));
    kept += comment || commaAtEnd ? ' ' : text.charAt(at);
  }
  try {
    return JSON.parse(kept);
  } catch {
    return null;
  }
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;

const folderOf = (path: string): string => path.slice(0, path.lastIndexOf('/') + 1);

/** `./a`, `a/./b`, `a/../b` as plain paths from the repository's root. */
function place(folder: string, path: string): string {
  const parts: string[] = [];
  for (const part of `${folder}${path}`.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '.' && part !== '') parts.push(part);
  }
  return parts.join('/') + (path.endsWith('/') && parts.length > 0 ? '/' : '');
}

/** The path mappings that a tsconfig.json makes. One that can't be read makes none. */
export function pathAliases(path: string, text: string): Alias[] {
  const parsed = parseLoose(text);
  const options = isRecord(parsed) ? parsed.compilerOptions : null;
  if (!isRecord(options) || !isRecord(options.paths)) return [];
  const base = typeof options.baseUrl === 'string' ? `${options.baseUrl}/` : '';
  return Object.entries(options.paths).flatMap(([from, targets]) => {
    const list = Array.isArray(targets) ? targets.filter((target) => typeof target === 'string') : [];
    return list.map((target) => ({
      from: from.replace(/\*$/, ''),
      to: place(folderOf(path), base + target.replace(/\*$/, '')).replace(/\.[cm]?[jt]sx?$/, ''),
    }));
  });
}

/** The name of a package as a name for its sources: what is published is built from `src/` or from its folder. */
export function packageAliases(path: string, text: string): Alias[] {
  const parsed = parseLoose(text);
  const name = isRecord(parsed) && typeof parsed.name === 'string' ? parsed.name : null;
  if (name === null) return [];
  const folder = folderOf(path);
  return [
    { from: name, to: `${folder}src/index` },
    { from: name, to: `${folder}index` },
    { from: `${name}/`, to: `${folder}src/` },
    { from: `${name}/`, to: folder },
  ];
}
