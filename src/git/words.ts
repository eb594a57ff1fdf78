const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** UTF-8 as text; where the bytes are none, every byte past ASCII becomes `\xNN`, so that no two paths become one. */
export function pathText(bytes: Buffer): string {
  try {
    return strict.decode(bytes);
  } catch {
    return bytes
      .toString('latin1')
      .replace(/[\x80-\xff]/g, (char) => `\\x${char.charCodeAt(0).toString(16).toUpperCase()}`);
  }
}

/** GitHub, Bitbucket, bors and Homu name the pull request in the subject of the merge. */
const MERGED =
  /^(?:Merge pull request #(\d+)|Merged in .{0,300}\(pull request #(\d+)\)|Merge #(\d+)|Auto merge of #(\d+))/;
const SQUASHED = /\(#(\d{1,9})\)\s*$/;

/** The number of the pull request that a subject names, or null. */
export function pullRequestNumber(subject: string, isMerge: boolean): number | null {
  const merged = isMerge ? MERGED.exec(subject) : null;
  const digits = merged?.slice(1).find((group) => group !== undefined) ?? SQUASHED.exec(subject)?.[1];
  return digits === undefined ? null : Number(digits);
}

/**
 * What a change is called. A merge is called by the first line of its body, where GitHub writes the title; otherwise
 * by its subject without the name of whose branch it was. Addresses and mentions of people are left out.
 */
export function titleOf(subject: string, body: string, isMerge: boolean): string {
  const firstLine = body.trim().split('\n', 1)[0]?.trim() ?? '';
  const title =
    isMerge && MERGED.test(subject) && firstLine !== ''
      ? firstLine
      : subject.replace(isMerge ? / (?:of|from) \S+$/ : /$^/, '');
  return title
    .slice(0, 300)
    .replace(/[^\s<>@]+@[^\s<>@]+\.[^\s<>@]+/g, '…')
    .replace(/(^|[\s(])@[A-Za-z0-9-]+(?![\w/-])/g, '$1@…');
}
