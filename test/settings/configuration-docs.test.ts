import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { analyses } from '../../src/analyses/index.js';
import { publishedSchemas } from '../../src/jobs/published-schemas.js';
import { parseSettings } from '../../src/settings/index.js';

interface Schema {
  readonly description?: string;
  readonly default?: unknown;
  readonly examples?: readonly unknown[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly required?: readonly string[];
}

const document = (name: string): string => readFileSync(resolve(import.meta.dirname, '../..', name), 'utf8');
const ajv = new Ajv2020({ strict: false, validateFormats: false });
const schema = publishedSchemas()['holdfast.schema.json'] as Schema;
const indicators = analyses.flatMap((analysis) => analysis.indicators);

/** Every key that there is: `focus`, `focus[].name`, …; what a practice has is told once. */
function keysOf(at: Schema, name = ''): [string, Schema, boolean][] {
  const inside = at.items === undefined ? [] : keysOf(at.items, `${name}[]`);
  const properties = Object.entries(at.properties ?? {}).flatMap(([key, property]) => {
    const full = name === '' ? key : `${name}.${key}`;
    const required = at.required?.includes(key) ?? false;
    return [[full, property, required] as [string, Schema, boolean], ...keysOf(property, full)];
  });
  return [...inside, ...properties];
}

const keys = keysOf(schema);

/** A cell of a table without its code marks. */
const bare = (cell: string): string => cell.replace(/^`+ ?| ?`+$/g, '');

/** Rows of the tables of keys: name, meaning, default, example. */
const rows = [
  ...document('docs/configuration.md').matchAll(/^\| `([^`]+)` \| (.+?) \| (.+?) \| (.+?) \|$/gm),
].map(([, key = '', meaning = '', standard = '', example = '']) => ({ key, meaning, standard, example }));

/** A practice has the same keys whatever it is called. */
const general = (key: string): string =>
  key.replace(/^practices\.(test-first|refactoring|review-feedback)/, 'practices.*');

describe('the schema of holdfast.yml', () => {
  test.each(keys)('describes %s, and has an example of it that it takes', (_, property) => {
    expect(property.description).toMatch(/\w{3}/);
    for (const example of property.examples ?? []) expect(ajv.validate(property, example)).toBe(true);
    if (property.properties === undefined && property.items === undefined)
      expect(property.examples?.length).toBeGreaterThan(0);
  });

  test.each([
    ['practices: { test-first: { target: 150% } }'],
    ['practices: { tdd: {} }'],
    ['focus: [{ name: A }]'],
    ['people: [Ada]'],
    ['interventions: [{ kind: coaching, title: A }]'],
    ['interventions: [{ kind: coaching, title: A, from: 2026-01-05 }]'],
    ['interventions: [{ kind: coaching, title: A, date: 2026-01-05, from: 2026-01-05, to: 2026-01-06 }]'],
    ['interventions: [{ kind: coaching, title: A, date: 2026-01-05, to: 2026-01-06 }]'],
    ['interventions: [{ kind: coaching, title: A, date: 5 Jan 2026 }]'],
    [
      'experiments: [{ title: A, hypothesis: B, practice: refactoring, indicator: x, start: 2026-01-05, review: 2026-01-06 }]',
    ],
    ['guidance: [{ practice: refactoring, title: A, link: "http://example.org" }]'],
  ])('does not take %s, as the program does not', (text) => {
    expect(ajv.validate(schema, parse(text))).toBe(false);
    expect(parseSettings(text, indicators).problems).not.toEqual([]);
  });
});

describe('docs/configuration.md', () => {
  test('tells every key of the schema, and no other', () => {
    expect(rows.map(({ key }) => key).sort()).toEqual([...new Set(keys.map(([key]) => general(key)))].sort());
  });

  test.each(rows)('tells of $key a default that is the default, and an example that is taken', (row) => {
    const [, property, required] = keys.find(([key]) => general(key) === row.key) ?? [];
    if (property === undefined) return;
    expect(row.meaning).toMatch(/\w{3}/);
    if (required) expect(row.standard).toBe('required');
    else if (property.default === undefined) expect(row.standard).toBe('none');
    else expect(parse(bare(row.standard))).toEqual(property.default);
    expect(row.example).toMatch(/^`.+`$/);
    for (const example of row.example.split('`, `')) {
      expect(ajv.validate(property, parse(bare(example)))).toBe(true);
    }
  });

  test('tells every indicator that an experiment can name', () => {
    const text = document('docs/configuration.md');
    for (const { name } of indicators) expect(text).toContain(`\`${name}\``);
  });
});

describe('an example of a configuration', () => {
  test('that is annotated is read without a problem, and has every key', () => {
    const text = document('docs/holdfast.example.yml');
    const { settings, problems } = parseSettings(text, indicators);
    expect(problems).toEqual([]);
    expect(settings.interventions.map(({ kind }) => kind)).toContain('experiment');
    const value: unknown = parse(text);
    expect(ajv.validate(schema, value)).toBe(true);
    const used = new Set(usedIn(value).map(general));
    expect([...new Set(keys.map(([key]) => general(key)))].filter((key) => !used.has(key))).toEqual([]);
    for (const line of text.split('\n')) expect(line.length).toBeLessThanOrEqual(120);
  });

  test.each(['README.md', 'docs/configuration.md'])('in %s is read without a problem', (name) => {
    const examples = [...document(name).matchAll(/```yaml\n([\s\S]*?)```/g)].map(([, text = '']) => text);
    expect(examples.length).toBeGreaterThan(0);
    for (const text of examples) expect(parseSettings(text, indicators).problems).toEqual([]);
  });
});

/** The keys that a value uses, as `keysOf` names them. */
function usedIn(value: unknown, name = ''): string[] {
  if (Array.isArray(value)) return value.flatMap((entry) => usedIn(entry, `${name}[]`));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => {
    const full = name === '' ? key : `${name}.${key}`;
    return [full, ...usedIn(inner, full)];
  });
}
