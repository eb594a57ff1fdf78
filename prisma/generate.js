// Writes the database client into src/store/generated, without the network, where the schema or Prisma has changed.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '..');
const schema = join(root, 'prisma/schema.prisma');
const folder = join(root, 'src/store/generated');
const stamp = join(folder, 'made-from');

const manifest = createRequire(import.meta.url).resolve('prisma/package.json');
const madeFrom = createHash('sha256')
  .update(readFileSync(manifest))
  .update(readFileSync(schema))
  .digest('hex');

if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== madeFrom) {
  rmSync(folder, { recursive: true, force: true });
  try {
    execFileSync(
      process.execPath,
      [join(dirname(manifest), 'build/index.js'), 'generate', '--schema', schema],
      {
        cwd: root,
        encoding: 'utf8',
        stdio: 'pipe',
        // The command wants to download an engine that generating does not use; it takes any program in its place.
        env: {
          ...process.env,
          PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
          PRISMA_HIDE_UPDATE_MESSAGE: '1',
          CHECKPOINT_DISABLE: '1',
        },
      },
    );
  } catch (error) {
    console.error(error.stderr || error.message);
    process.exit(1);
  }
  writeFileSync(stamp, madeFrom);
}
