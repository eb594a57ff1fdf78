/** Addresses on a forge; `forge` is that of the repository, without a slash at its end. Names and paths are untrusted. */

export const pullUrl = (forge: string, number: number): string => `${forge}/pull/${number}`;

export const commitUrl = (forge: string, sha: string): string => `${forge}/commit/${encodeURIComponent(sha)}`;

/** Lines of a file as it was at a commit. */
export function linesUrl(
  forge: string,
  sha: string,
  {
    file,
    startLine,
    endLine,
  }: { readonly file: string; readonly startLine?: number; readonly endLine?: number },
): string {
  const path = file.split('/').map(encodeURIComponent).join('/');
  const lines =
    startLine === undefined || startLine < 1
      ? ''
      : `#L${startLine}${endLine === undefined || endLine === startLine ? '' : `-L${endLine}`}`;
  return `${forge}/blob/${encodeURIComponent(sha)}/${path}${lines}`;
}
