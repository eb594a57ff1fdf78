import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';

const src = resolve(import.meta.dirname, '../src');

/** Who may import whom, and which libraries. A room that is missing here fails the first test below. */
const rooms: Record<string, { core: boolean; ours: readonly string[]; libraries: readonly string[] }> = {
  model: { core: true, ours: [], libraries: [] },
  statistics: { core: true, ours: [], libraries: ['jstat'] },
  settings: { core: true, ours: ['model'], libraries: ['yaml', 'zod', 're2js'] },
  analyses: {
    core: true,
    ours: ['model'],
    libraries: ['mdast-util-from-markdown', 'mdast-util-gfm', 'micromark-extension-gfm', 'mdast'],
  },
  trends: { core: true, ours: ['model', 'statistics'], libraries: [] },
  reports: { core: true, ours: ['model'], libraries: ['string-width', 'zod'] },
  pages: { core: true, ours: ['model', 'reports'], libraries: ['hono'] },
  git: { core: false, ours: ['model'], libraries: ['node'] },
  parsing: { core: false, ours: ['model'], libraries: ['node', 'web-tree-sitter'] },
  github: { core: false, ours: ['model'], libraries: ['node', 'probot', 'yaml'] },
  store: {
    core: false,
    ours: ['model'],
    libraries: [
      'node',
      '@prisma/client',
      '@prisma/adapter-pg',
      '@prisma/driver-adapter-utils',
      '@prisma/schema-engine-wasm',
      '@electric-sql/pglite',
      'pglite-prisma-adapter',
    ],
  },
  queue: { core: false, ours: ['model'], libraries: ['node', 'bullmq', 'ioredis'] },
  jobs: {
    core: false,
    ours: [
      'model',
      'settings',
      'analyses',
      'trends',
      'reports',
      'pages',
      'git',
      'parsing',
      'github',
      'store',
      'queue',
    ],
    libraries: ['node', 'zod'],
  },
  web: {
    core: false,
    ours: ['model', 'trends', 'reports', 'pages', 'jobs'],
    libraries: ['node', 'hono', '@hono/node-server', 'prom-client'],
  },
  commands: {
    core: false,
    ours: ['model', 'reports', 'pages', 'git', 'jobs', 'main.js', 'config.js'],
    libraries: ['node'],
  },
};
/** Files that stand beside the rooms wire them and may import anything. */
const wires = ['main.ts', 'cli.ts', 'config.ts'];

interface Import {
  readonly file: string;
  readonly specifier: string;
}

function sources(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name));
}

/** The text without comments and without the contents of plain strings, so that words in them don't count. */
function codeOnly(text: string): string {
  return text
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/(^|[^:'"`])\/\/.*$/gm, '$1')
    .replace(/'(?:[^'\\\n]|\\.)*'/g, "''");
}

function importsOf(file: string): Import[] {
  const text = readFileSync(file, 'utf8');
  return [...text.matchAll(/^(?:import|export|\})(?:[^'"`=()]*\bfrom)?\s*'([^']+)';$/gm)].map((match) => ({
    file,
    specifier: match[1] ?? '',
  }));
}

const roomOf = (file: string): string => relative(src, file).split(/[\\/]/)[0] ?? '';
const library = (specifier: string): string =>
  specifier.startsWith('node:')
    ? 'node'
    : specifier
        .split('/')
        .slice(0, specifier.startsWith('@') ? 2 : 1)
        .join('/');

const files = sources(src);
const inRooms = files.filter((file) => !wires.includes(relative(src, file)));

describe('the house', () => {
  test('has only the rooms that are on the map', () => {
    expect(inRooms.map(roomOf).filter((room) => !(room in rooms))).toEqual([]);
    const map = readFileSync(join(src, 'README.md'), 'utf8');
    const built = new Set(inRooms.map(roomOf));
    expect([...built].filter((room) => !map.includes(`${room}/`))).toEqual([]);
  });

  test('has no drawers', () => {
    const drawers = /(^|[\\/])(utils?|helpers?|lib|common|misc|shared|types|service|manager)([\\/]|\.tsx?$)/;
    expect(files.filter((file) => drawers.test(relative(src, file)))).toEqual([]);
  });

  test('imports along the rule only', () => {
    const wrong = inRooms.flatMap(importsOf).filter(({ file, specifier }) => {
      const rule = rooms[roomOf(file)];
      if (rule === undefined) return true;
      if (!specifier.startsWith('.')) return !rule.libraries.includes(library(specifier));
      const target = roomOf(resolve(dirname(file), specifier));
      return target !== roomOf(file) && !rule.ours.includes(target);
    });
    expect(wrong.map(({ file, specifier }) => `${relative(src, file)} → ${specifier}`)).toEqual([]);
  });

  test('keeps one analysis apart from another', () => {
    const practice = (file: string): string => relative(join(src, 'analyses'), file).split(/[\\/]/)[0] ?? '';
    const wrong = files
      .filter((file) => roomOf(file) === 'analyses' && practice(file) !== 'index.ts')
      .flatMap(importsOf)
      .filter(({ file, specifier }) => {
        const target = resolve(dirname(file), specifier);
        return (
          specifier.startsWith('.') && roomOf(target) === 'analyses' && practice(target) !== practice(file)
        );
      });
    expect(wrong.map(({ file, specifier }) => `${relative(src, file)} → ${specifier}`)).toEqual([]);
  });

  test('keeps clock, randomness, environment and promises out of the core', () => {
    const forbidden =
      /\bDate\.now\b|\bnew Date\(\s*\)|\bDate\(\s*\)|\bMath\.random\b|\bprocess\b|\bperformance\.|\bPromise\b|\basync (?:function\b|\(|\w+ ?=>|\*?\w+\()|\bawait [\w(]|\bset(?:Timeout|Interval|Immediate)\b|\bfetch\(|\bcrypto\b/;
    const wrong = files
      .filter((file) => rooms[roomOf(file)]?.core)
      .flatMap((file) =>
        codeOnly(readFileSync(file, 'utf8'))
          .split('\n')
          .filter((line) => forbidden.test(line))
          .map((line) => `${relative(src, file)}: ${line.trim()}`),
      );
    expect(wrong).toEqual([]);
  });
});
