import { oneLine } from './failures.js';

/**
 * Why a mirror could not be brought up to date.
 *
 * - `unavailable`: the server, or the way to it, does not work now
 * - `refused`: the repository is gone or renamed, or the token is not for it
 * - `too-large`: over the limit of disk space; trying again does not help
 * - `damaged`: what is on disk is not sound; it is made anew
 * - `in-the-way`: a branch of before stands where a new one is to be; told within this room only
 */
export class MirrorError extends Error {
  override readonly name = 'MirrorError';

  constructor(
    readonly reason: 'unavailable' | 'refused' | 'too-large' | 'damaged' | 'in-the-way',
    words: string,
    options?: ErrorOptions,
  ) {
    super(words, options);
  }
}

const REFUSED =
  /authentication failed|could not read (username|password)|repository .* not found|error: (30\d|401|403|404|410)\b|access denied|unable to update url base/i;
const IN_THE_WAY =
  /cannot lock ref .*exists; cannot create|refname conflict|directory\/file conflict|some local refs could not be updated/i;
const DAMAGED =
  /corrupt|bad object|loose object|not a git repository|inflate|packfile .* (cannot|does not|index)|unable to read|invalid (object|sha1)|index file .* is|bad (tree|config|signature)|missing (tree|commit)|did not send all necessary objects/i;

/** An address, with the marks around it: it names a repository and whose it is. */
const ADDRESS = /['"]?\bhttps?:\/\/[^\s'"]+['"]?/g;

/** Git's own words for a fetch that failed, in ours. The server's words are cut short, and hold no token and no address. */
export function mirrorError(words: string, code: number | string | null): MirrorError {
  const said = oneLine(
    words
      .replace(/^(fatal|error|warning): /gm, '')
      .replace(/gh[a-z]_[\w.-]+/g, '[secret]')
      .replace(ADDRESS, '[address]'),
  );
  if (REFUSED.test(words))
    return new MirrorError(
      'refused',
      `the repository cannot be fetched (${said}): see that the app is installed there and may read contents`,
    );
  if (IN_THE_WAY.test(words))
    return new MirrorError('in-the-way', `a branch of the mirror is in the way (${said}): remove the mirror`);
  if (DAMAGED.test(words))
    return new MirrorError('damaged', `the mirror is not sound (${said}): remove it, and it is fetched anew`);
  return new MirrorError('unavailable', `git fetch ended with ${code} (${said}): try again later`);
}

/** Names that the server does not have (any more), from git's words; null where it said something else. */
export function goneFrom(words: string): string | null {
  return (
    /not our ref ([0-9a-f]{40,64})/.exec(words)?.[1] ??
    /couldn't find remote ref (\S+)/.exec(words)?.[1] ??
    /(?:unadvertised object|no such remote ref) (\S+)/i.exec(words)?.[1] ??
    null
  );
}
