import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import {
  copyOf,
  environmentOf,
  execForm,
  healthCommand,
  isSent,
  lastOf,
  readDockerfile,
} from './dockerfile.js';

const read = (path: string): string => readFileSync(resolve(import.meta.dirname, '../..', path), 'utf8');

test('a Dockerfile is read by stages, continuations and comments included', () => {
  const [build, run] = readDockerfile(
    'FROM a AS build\nRUN one \\\n  && two\n\nFROM b\n# no\nENV A=1 B=/c\nHEALTHCHECK --interval=1s \\\n  CMD ["x", "y"]\nCMD ["z"]\n',
  );
  expect(build).toEqual({ from: 'a', name: 'build', instructions: [{ name: 'RUN', rest: 'one && two' }] });
  if (run === undefined) throw new Error('a stage is missing');
  expect(environmentOf(run)).toEqual({ A: '1', B: '/c' });
  expect(healthCommand(lastOf(run, 'HEALTHCHECK'))).toEqual(['x', 'y']);
  expect(() => lastOf(run, 'USER')).toThrow('no USER');
});

test('what the replay cannot do is not passed over', () => {
  expect(() => readDockerfile('FROM a\nSHELL ["x"]\n')).toThrow('SHELL');
  expect(() => copyOf('--chown=node a b')).toThrow('--chown');
  expect(() => execForm('"node dist/cli.js"')).toThrow('exec form');
  expect(() => isSent('!src/*.ts\n', 'src/a.ts')).toThrow('src/*.ts');
  expect(copyOf('--from=build /build/dist ./dist')).toEqual({
    from: 'build',
    sources: ['/build/dist'],
    to: './dist',
  });
});

test('ours does not run as root, and sends nothing to the build that it does not copy', () => {
  const last = readDockerfile(read('Dockerfile')).at(-1);
  if (last === undefined) throw new Error('a stage is missing');
  expect(lastOf(last, 'USER')).toBe('node');
  expect(execForm(lastOf(last, 'CMD'))).toEqual(['serve']);
  const ignore = read('.dockerignore');
  for (const path of ['src/cli.ts', 'package.json', 'docs/schema/report.schema.json'])
    expect(isSent(ignore, path)).toBe(true);
  for (const path of ['.git/config', 'node_modules/a', 'test/a.ts', 'docs/trends.md', '.env'])
    expect(isSent(ignore, path)).toBe(false);
});
