import type { Repository } from '../../git/repository.js';
import type { RepositoryRef } from '../../model/forge.js';
import { CONFIGURATION_FILES, type LoadedSettings, loadSettings, settingsOf } from '../load-settings.js';
import type { App } from './app.js';
import { messageOf } from './failures.js';
import type { Installed } from './installed.js';

/** The configuration by which a change is judged. */
export interface ReadConfiguration extends Omit<LoadedSettings, 'file'> {
  /** Where it was found, or where it would be. */
  readonly file: string;
}

const [USUAL = ''] = CONFIGURATION_FILES;

/**
 * The configuration as the base has it, so that no change weakens the rule that it is judged by; where the repository has
 * none, that of the organisation's `.github` repository.
 */
export async function readConfiguration(
  app: App,
  installed: Installed,
  mirror: Repository,
  base: string,
): Promise<ReadConfiguration> {
  const own = await loadSettings(mirror, base);
  if (own.file !== null) return { ...own, file: own.file };
  const shared = await sharedConfiguration(app, installed);
  if (shared === null) return { ...own, file: USUAL };
  const { settings, problems } = await settingsOf(shared, `the organisation's ${USUAL}`);
  // A digest for every repository of an owner would be one too many: whoever wants one says it where it is to be.
  const digest = { ...settings.digest, issue: false };
  return { settings: { ...settings, digest, attributes: own.settings.attributes }, problems, file: USUAL };
}

async function sharedConfiguration(
  app: App,
  { repository, installation }: Installed,
): Promise<string | null> {
  const shared = await app.store.repositories.named(repository.owner, '.github');
  // Without the app there, asking costs a call a pull request and finds only what is public: rarely anything.
  if (shared?.installation !== installation.id || shared.id === repository.id) return null;
  const ref: RepositoryRef = { id: shared.id, owner: shared.owner, name: shared.name };
  try {
    return await app.configurations.readOwners(installation.id, repository, ref);
  } catch (error) {
    // A convenience: without it the defaults hold, and the change is judged.
    app.log.warn(
      { repository: repository.id, error: messageOf(error) },
      'the shared configuration was not read',
    );
    return null;
  }
}

/** What is wrong in the configuration that a head brings, to be shown where it is. */
export async function problemsAt(
  mirror: Repository,
  head: string,
): Promise<readonly { readonly file: string; readonly line: number; readonly message: string }[]> {
  const { problems } = await loadSettings(mirror, head);
  return problems.map((problem) => {
    const [, file = '', line = '1', message = problem] = /^(.*?):(\d+): ([\s\S]*)$/.exec(problem) ?? [];
    return { file, line: Number(line), message };
  });
}
