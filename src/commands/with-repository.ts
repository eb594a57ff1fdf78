import { openRepository, type Repository } from '../git/repository.js';

/** Opens a repository, and closes it whatever happens. */
export async function withRepository(
  path: string,
  use: (repository: Repository) => Promise<void>,
): Promise<void> {
  const repository = await openRepository(path);
  try {
    await use(repository);
  } finally {
    await repository.close();
  }
}
