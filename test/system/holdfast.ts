import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';

export const CLI = resolve(import.meta.dirname, '../../dist/cli.js');

/** The program as a user runs it; `npm test` builds it first. */
export function holdfast(
  args: string[],
  { cwd = '.', env = {}, input = '' }: { cwd?: string; env?: Record<string, string>; input?: string } = {},
) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [CLI, ...args], {
    cwd,
    input,
    encoding: 'utf8',
    maxBuffer: 1 << 28,
    env: { PATH: process.env.PATH ?? '', HOME: '/nonexistent', HOLDFAST_CACHE: 'off', ...env },
  });
  return { status, stdout, stderr };
}
