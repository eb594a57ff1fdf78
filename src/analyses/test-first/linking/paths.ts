// Paths inside a repository: folders end in `/`-separated names, never in a slash.

export const baseOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1);
export const folderOf = (path: string): string => path.slice(0, Math.max(0, path.lastIndexOf('/')));
export const withoutEnding = (path: string): string => path.replace(/\.[^./]+$/, '');

export const endsWithPath = (path: string, end: string): boolean => path === end || path.endsWith(`/${end}`);

/** `a/../b/./c` without its dots; what leads out of the repository stays out. */
export function resolvePath(folder: string, relative: string): string {
  const parts = folder.split('/').filter((part) => part !== '');
  for (const part of relative.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '.' && part !== '') parts.push(part);
  }
  return parts.join('/');
}

export const SCRIPT_ENDING = /\.(?:[cm]?[jt]sx?|vue|svelte)$/;
