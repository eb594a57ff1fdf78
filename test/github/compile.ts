import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';

const here = import.meta.dirname;

/**
 * The double's program as JavaScript. Tests run from TypeScript, a process of its own cannot: it is compiled once a
 * version of the sources, into `build/`, and several test files may ask at the same time.
 */
export async function compiledMain(): Promise<string> {
  // Compiled already, together with whoever imports this (a bench).
  if (import.meta.filename.endsWith('.js')) return join(here, 'main.js');
  const build = resolve(here, '../../build/double');
  const target = join(build, version());
  if (!existsSync(target)) await compile(build, target);
  return join(target, 'main.js');
}

function version(): string {
  const hash = createHash('sha256');
  for (const name of readdirSync(here, { recursive: true, encoding: 'utf8' }).toSorted()) {
    if (/(?<!\.test)\.ts$/.test(name)) hash.update(name).update(readFileSync(join(here, name)));
  }
  return hash.digest('hex').slice(0, 16);
}

async function compile(build: string, target: string): Promise<void> {
  mkdirSync(build, { recursive: true });
  const out = mkdtempSync(join(build, 'new-'));
  const tsc = resolve(here, '../../node_modules/typescript/bin/tsc');
  const project = join(here, 'tsconfig.json');
  await promisify(execFile)(process.execPath, [tsc, '-p', project, '--outDir', out]).catch((error) => {
    rmSync(out, { recursive: true, force: true });
    throw new Error(`the double does not compile:\n${error.stdout}`);
  });
  try {
    renameSync(out, target);
  } catch {
    // Another test file was faster.
    rmSync(out, { recursive: true, force: true });
  }
}
