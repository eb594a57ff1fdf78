import { runGit } from './process.js';
import { quarantine } from './quarantine.js';

/** What is to be read of a mirror, before it is opened for reading. */
export interface ToRead {
  /** Commits whose edits against their only parent are read. */
  readonly commits: readonly string[];
  /** Pairs of which it is read what differs: `[before, after]`. */
  readonly pairs: readonly (readonly [string, string])[];
  /** Commits that the configuration is read of. */
  readonly configuration: readonly string[];
  /** Commits in which files are looked at that others are found through, beside and above what was changed. */
  readonly index: readonly string[];
}

/** What a judgement of a pull request reads. */
export interface PullToRead extends ToRead {
  /** Where it left the base branch; null where the two have no common history. */
  readonly base: string | null;
}

/** Files of a repository that settings are read from. */
const CONFIGURATION = ['.github/holdfast.yml', 'holdfast.yml', '.gitattributes'];

/** Files that others are found through, in the folder of a file or in one above. */
const INDEX = /^(?:index|mod)\.[cm]?[jt]sx?$|^__init__\.py$|^(?:tsconfig|package)\.json$/;

/** More folders than this are not looked through: linking asks for no more either. */
const FOLDERS = 400;

/**
 * What a pull request is judged from, where its head and its base branch have been fetched.
 *
 * @param base a full ref (`refs/heads/main`) or a commit, as `head`
 * @throws RepositoryError when one of the commits is not there
 */
export async function pullToRead(path: string, base: string, head: string): Promise<PullToRead> {
  for (const name of [base, head])
    if (!/^(?:refs\/|[0-9a-f]{40})/.test(name))
      throw new Error(`${JSON.stringify(name)} is no ref and no commit`);
  return borrowed(path, async (gitDir) => {
    const common = await runGit(gitDir, ['merge-base', base, head]).catch(() => null);
    const from = common === null ? null : common.toString('latin1').trim();
    const range = [head, ...(from === null ? [] : [`^${from}`])];
    const commits = linesOf(
      await runGit(gitDir, ['rev-list', '--no-merges', '--stdin'], `${range.join('\n')}\n`),
    );
    return {
      base: from,
      commits,
      pairs: from === null ? [] : [[from, head]],
      // Of the base as it is now: no change weakens the rule that it is judged by.
      configuration: [base, head],
      index: [head],
    };
  });
}

/**
 * The object names of all files that will be read, to be fetched together before: symbolic links and submodules are
 * none. Trees tell all of it; no file is read for it.
 *
 * @throws RepositoryError when one of the commits is not there
 */
export async function blobsNeeded(path: string, toRead: ToRead): Promise<readonly string[]> {
  return borrowed(path, async (gitDir) => {
    const { oids, paths } = await changed(gitDir, toRead);
    const more = [
      ...(await Promise.all(toRead.configuration.map((commit) => configuration(gitDir, commit)))),
      ...(await Promise.all(toRead.index.map((commit) => indexFiles(gitDir, commit, paths)))),
    ];
    for (const oid of more.flat()) oids.add(oid);
    return [...oids];
  });
}

async function borrowed<T>(path: string, work: (gitDir: string) => Promise<T>): Promise<T> {
  const { gitDir, remove } = quarantine(path);
  try {
    return await work(gitDir);
  } finally {
    remove();
  }
}

const linesOf = (output: Buffer): string[] => output.toString('latin1').split('\n').filter(Boolean);

/** Both sides of every edit, and the paths; names only, which trees tell. */
async function changed(
  gitDir: string,
  { commits, pairs }: ToRead,
): Promise<{ readonly oids: Set<string>; readonly paths: Set<string> }> {
  const oids = new Set<string>();
  const paths = new Set<string>();
  const asked = [...commits, ...pairs.map(([before, after]) => `${after} ${before}`)];
  if (asked.length === 0) return { oids, paths };
  const args = [
    'diff-tree',
    '--stdin',
    '-r',
    '--root',
    '--raw',
    '-z',
    '--no-renames',
    '--no-abbrev',
    '--no-commit-id',
  ];
  const output = await runGit(gitDir, args, `${asked.join('\n')}\n`);
  const found = output.toString('utf8').split('\0');
  for (let at = 0; at < found.length; at += 1) {
    const entry = /^:(\d+) (\d+) ([0-9a-f]+) ([0-9a-f]+) /.exec(found[at] ?? '');
    if (entry === null) continue;
    const [, modeBefore, mode, before = '', after = ''] = entry;
    if (isFile(modeBefore)) oids.add(before);
    if (isFile(mode)) oids.add(after);
    at += 1;
    paths.add(found[at] ?? '');
  }
  return { oids, paths };
}

const isFile = (mode: string | undefined): boolean =>
  mode === '100644' || mode === '100755' || mode === '100664';

/** The files that settings are read from, as a commit has them. */
const configuration = (gitDir: string, commit: string): Promise<readonly string[]> =>
  files(gitDir, commit, CONFIGURATION, () => true);

/** Files that others are found through, in the folders of what was changed and above them. */
async function indexFiles(
  gitDir: string,
  commit: string,
  paths: ReadonlySet<string>,
): Promise<readonly string[]> {
  const folders = new Set<string>();
  for (const path of paths)
    for (let at = path.lastIndexOf('/'); at > 0; at = path.lastIndexOf('/', at - 1))
      folders.add(path.slice(0, at + 1));
  // A colon at its start is a sign to git.
  const asked = [...folders].filter((folder) => !folder.startsWith(':'));
  if (asked.length > FOLDERS) return [];
  const isIndex = (path: string): boolean => INDEX.test(path.slice(path.lastIndexOf('/') + 1));
  const atTop = await files(gitDir, commit, [], isIndex);
  return asked.length === 0 ? atTop : [...atTop, ...(await files(gitDir, commit, asked, isIndex))];
}

/** What stands at paths in a commit, or in folders (which end in a slash); no path at all is the top. */
async function files(
  gitDir: string,
  commit: string,
  paths: readonly string[],
  isWanted: (path: string) => boolean,
): Promise<readonly string[]> {
  const output = await runGit(gitDir, [
    'ls-tree',
    '-z',
    '--full-tree',
    commit,
    ...(paths.length > 0 ? ['--', ...paths] : []),
  ]);
  return output
    .toString('utf8')
    .split('\0')
    .flatMap((line) => {
      const [, mode, oid = '', path = ''] = /^(\d+) blob ([0-9a-f]+)\t([\s\S]*)$/.exec(line) ?? [];
      return isFile(mode) && isWanted(path) ? [oid] : [];
    });
}
