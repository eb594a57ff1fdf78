import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { MirrorError } from './mirror-failures.js';
import { startGitProcess } from './start.js';

/** How git reaches a server, and how far it may go. */
export interface Reach {
  /** Without a token in it. */
  readonly url: string;
  readonly token: string;
  readonly timeoutMs: number;
  /** The packs of the mirror may not take more bytes than this. */
  readonly mostBytes: number;
  readonly signal?: AbortSignal | undefined;
}

/** What a fetch needs of this machine's own settings: proxies and certificates. */
const PASSED = [
  ...['HTTPS_PROXY', 'https_proxy', 'HTTP_PROXY', 'http_proxy', 'NO_PROXY', 'no_proxy', 'ALL_PROXY'],
  ...['SSL_CERT_FILE', 'SSL_CERT_DIR', 'GIT_SSL_CAINFO'],
];

/** Old histories have these; nothing is read through them. */
const HARMLESS = [
  'zeroPaddedFilemode',
  'missingSpaceBeforeDate',
  'badTimezone',
  'badDate',
  'missingSpaceBeforeEmail',
  'missingNameBeforeEmail',
  'badEmail',
  'missingEmail',
  'multipleAuthors',
  'nulInCommit',
  'duplicateEntries',
  'treeNotSorted',
  'largePathname',
];

/** Settings go in by the environment: what stands in the arguments is seen by everybody on the machine. */
function environment(gitDir: string, { url, token }: Reach): Record<string, string> {
  const basic = Buffer.from(`x-access-token:${token}`).toString('base64');
  const settings: readonly (readonly [string, string])[] = [
    [`http.${new URL(url).origin}/.extraHeader`, `Authorization: Basic ${basic}`],
    ['http.followRedirects', 'false'],
    ['http.lowSpeedLimit', '1000'],
    ['http.lowSpeedTime', '60'],
    ['credential.helper', ''],
    ['core.hooksPath', '/dev/null'],
    ['core.askPass', ''],
    // Larger files are streamed, not loaded.
    ['core.bigFileThreshold', '1m'],
    ['safe.bareRepository', 'explicit'],
    ['protocol.version', '2'],
    ['transfer.fsckObjects', 'true'],
    ...HARMLESS.map((what) => [`fetch.fsck.${what}`, 'ignore'] as const),
    ['fetch.unpackLimit', '1'],
    ['fetch.recurseSubmodules', 'false'],
    ['gc.auto', '0'],
    ['maintenance.auto', 'false'],
  ];
  return {
    ...Object.fromEntries(PASSED.flatMap((name) => (process.env[name] ? [[name, process.env[name]]] : []))),
    PATH: process.env.PATH ?? '/usr/bin:/bin',
    HOME: gitDir,
    GIT_DIR: gitDir,
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_ATTR_NOSYSTEM: '1',
    GIT_NO_REPLACE_OBJECTS: '1',
    GIT_TERMINAL_PROMPT: '0',
    // Whatever an address in the repository says, nothing but this is spoken.
    GIT_ALLOW_PROTOCOL: new URL(url).protocol.replace(':', ''),
    GIT_CONFIG_COUNT: String(settings.length),
    ...Object.fromEntries(
      settings.flatMap(([key, value], at) => [
        [`GIT_CONFIG_KEY_${at}`, key],
        [`GIT_CONFIG_VALUE_${at}`, value],
      ]),
    ),
    LC_ALL: 'C',
    TZ: 'UTC',
  };
}

/** How often the size of what comes in is looked at. */
const LOOK_MS = 250;

/** Bytes that the packs of a mirror take, those that are coming in among them. */
export function packBytes(gitDir: string): number {
  let bytes = 0;
  try {
    for (const name of readdirSync(join(gitDir, 'objects', 'pack')))
      bytes += statSync(join(gitDir, 'objects', 'pack', name), { throwIfNoEntry: false })?.size ?? 0;
  } catch {
    // A folder that is not there yet is empty.
  }
  return bytes;
}

/**
 * Runs git with these arguments (a `fetch`) to its end.
 *
 * @returns null where it worked, otherwise git's words and how it ended
 * @throws MirrorError when it took too long or too much room, or git cannot be started
 */
export async function runFetch(
  gitDir: string,
  args: readonly string[],
  reach: Reach,
  input = '',
): Promise<{ readonly words: string; readonly code: number | string | null } | null> {
  const { stdin, stdout, ended, kill } = startGitProcess(args, {
    cwd: gitDir,
    env: environment(gitDir, reach),
  });
  stdout.resume();
  let why: MirrorError | null = null;
  const stop = (error: MirrorError): void => {
    why ??= error;
    kill();
  };
  const seconds = Math.round(reach.timeoutMs / 1000);
  const timer = setTimeout(
    () =>
      stop(
        new MirrorError(
          'unavailable',
          `git fetch took longer than ${seconds} s and was ended: try again later`,
        ),
      ),
    reach.timeoutMs,
  );
  const look = setInterval(() => {
    if (packBytes(gitDir) > reach.mostBytes) stop(tooLarge(reach.mostBytes));
  }, LOOK_MS);
  const abort = (): void =>
    stop(new MirrorError('unavailable', 'git fetch was ended, because the work was: try again'));
  reach.signal?.addEventListener('abort', abort);
  if (reach.signal?.aborted) abort();
  stdin.end(input);
  try {
    const { code, signal, error, words } = await ended;
    if (error !== null)
      throw new MirrorError('unavailable', 'git cannot be started: install git 2.31 or later', {
        cause: error,
      });
    if (why !== null) throw why;
    if (code !== 0) return { words, code: signal ?? code };
    if (packBytes(gitDir) > reach.mostBytes) throw tooLarge(reach.mostBytes);
    return null;
  } finally {
    clearTimeout(timer);
    clearInterval(look);
    reach.signal?.removeEventListener('abort', abort);
  }
}

const tooLarge = (bytes: number): MirrorError =>
  new MirrorError(
    'too-large',
    `the repository takes more than ${Math.round(bytes / 1024 / 1024)} MiB: it is not analysed, unless the limit is raised`,
  );
