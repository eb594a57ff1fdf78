import { analyses } from '../analyses/index.js';
import type { Blob } from '../git/blobs.js';
import { RepositoryError } from '../git/failures.js';
import type { Repository } from '../git/repository.js';
import { defaultSettings, type Settings } from '../model/settings.js';

/** Where a repository may keep its configuration; the first that is there counts. */
export const CONFIGURATION_FILES = ['.github/holdfast.yml', 'holdfast.yml'];

/** What an experiment in a configuration can be judged by. */
const indicators = analyses.flatMap((analysis) => analysis.indicators);

/** A configuration as it was read. */
export interface LoadedSettings {
  readonly settings: Settings;
  /** What is wrong, a line each, as `FILE:LINE: MESSAGE`. */
  readonly problems: readonly string[];
  /** The file that it is from; null where there is none. */
  readonly file: string | null;
}

/** The configuration as it is in a commit. A wrong one never stops anything: it is told, and the defaults hold. */
export async function loadSettings(repository: Repository, commit: string): Promise<LoadedSettings> {
  const [own, attributes] = await Promise.all([
    readConfiguration(repository, commit),
    readAttributes(repository, commit),
  ]);
  return { ...own, settings: { ...own.settings, attributes } };
}

async function readAttributes(repository: Repository, commit: string): Promise<Settings['attributes']> {
  const blob = await readFetched(repository, commit, '.gitattributes');
  if (blob.kind !== 'text' || !blob.text.includes('linguist-')) return [];
  const { parseAttributes } = await import('../settings/index.js');
  return parseAttributes(Buffer.from(blob.text, 'latin1').toString('utf8'));
}

async function readConfiguration(repository: Repository, commit: string): Promise<LoadedSettings> {
  for (const file of CONFIGURATION_FILES) {
    const blob = await readFetched(repository, commit, file);
    if (blob.kind === 'missing') continue;
    if (blob.kind !== 'text')
      return {
        settings: defaultSettings,
        problems: [`${file}:1: the file is no text of a usual size`],
        file,
      };
    return { ...(await settingsOf(Buffer.from(blob.text, 'latin1').toString('utf8'), file)), file };
  }
  return { settings: defaultSettings, problems: [], file: null };
}

/** @throws RepositoryError where there is such a file and it is not here: to judge as if there were none would be wrong */
async function readFetched(repository: Repository, commit: string, file: string): Promise<Blob> {
  const blob = await repository.blob(`${commit}:${file}`);
  if (blob.kind === 'not-fetched')
    throw new RepositoryError(
      `${file} of ${commit.slice(0, 12)} was not fetched: in a clone that was made with --filter, fetch it by git show ${commit.slice(0, 12)}:${file}`,
    );
  return blob;
}

/** What the text of a configuration says. @param file what it is called where its errors are told */
export async function settingsOf(text: string, file: string): Promise<Omit<LoadedSettings, 'file'>> {
  // Most repositories have none, and what reads one takes a tenth of a second to load.
  const { parseSettings } = await import('../settings/index.js');
  const { settings, problems } = parseSettings(text, indicators);
  return { settings, problems: problems.map(({ line, message }) => `${file}:${line}: ${message}`) };
}
