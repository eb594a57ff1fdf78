import { stringify } from 'yaml';
import { analyses } from '../../src/analyses/index.js';
import { COMMANDS } from '../../src/commands/index.js';
import { publishedSchemas } from '../../src/jobs/published-schemas.js';
import type { Indicator } from '../../src/model/observation.js';

/**
 * The parts of documents that are made from the code. Each stands between `<!-- npm run docs: NAME WORDS -->` and
 * `<!-- end -->`; what stands around it is written by hand.
 */

interface Schema {
  readonly description?: string;
  readonly default?: unknown;
  readonly examples?: readonly unknown[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly required?: readonly string[];
  readonly enum?: readonly string[];
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly maxLength?: number;
}

/** A key of the settings: `focus`, `focus[].name`, … */
interface Key {
  readonly name: string;
  readonly schema: Schema;
  readonly isRequired: boolean;
}

/** All keys at and below one; what a practice has is told once. */
function keysOf(at: Schema, name = ''): Key[] {
  const inside = at.items === undefined ? [] : keysOf(at.items, `${name}[]`);
  const own = Object.entries(at.properties ?? {}).flatMap(([key, schema]): Key[] => {
    const full = name === '' ? key : `${name}.${key}`;
    return [{ name: full, schema, isRequired: at.required?.includes(key) ?? false }, ...keysOf(schema, full)];
  });
  return [...inside, ...own];
}

/** A practice has the same keys whatever it is called. */
function general(key: Key): Key {
  const name = key.name.replace(/^practices\.[a-z-]+/, 'practices.*');
  if (name !== 'practices.*') return { ...key, name };
  return { ...key, name, schema: { ...key.schema, description: 'The same of one practice, by its name' } };
}

const code = (text: string): string => `\`${text}\``;
const written = (value: unknown): string =>
  stringify(value, {
    collectionStyle: 'flow',
    flowCollectionPadding: false,
    lineWidth: 0,
    singleQuote: true,
  }).trim();

function meaningOf({ description = '', enum: words, minItems, maxItems, maxLength }: Schema): string {
  const least = minItems === undefined ? '' : `from ${minItems} to `;
  return [
    description,
    ...(words === undefined ? [] : [`one of ${words.map(code).join(', ')}`]),
    ...(maxItems === undefined ? [] : [least === '' ? `${maxItems} at most` : `${least}${maxItems}`]),
    ...(maxLength === undefined ? [] : [`${maxLength} characters at most`]),
  ]
    .join('; ')
    .replaceAll('|', '\\|');
}

function row({ name, schema, isRequired }: Key): string {
  const standard = isRequired
    ? 'required'
    : schema.default === undefined
      ? 'none'
      : code(written(schema.default));
  const examples = (schema.examples ?? []).map((example) => code(written(example))).join(', ');
  return `| ${code(name)} | ${meaningOf(schema)} | ${standard} | ${examples} |`;
}

function configuration(top: readonly string[]): string {
  const keys = keysOf(publishedSchemas()['holdfast.schema.json'] as Schema);
  const own = keys.filter(({ name }) => top.includes(/^[a-z]+/.exec(name)?.[0] ?? ''));
  const once = new Map(own.map(general).map((key) => [key.name, key]));
  return ['| key | meaning | default | example |', '|---|---|---|---|', ...[...once.values()].map(row)].join(
    '\n',
  );
}

const BETTER: Readonly<Record<Indicator['direction'], string>> = {
  up: 'more is better',
  down: 'less is better',
  neutral: 'neither way is better, so it has no rung',
};

function indicator([name]: readonly string[]): string {
  const all = analyses.flatMap(({ indicators }) => indicators);
  const found = all.find((it) => it.name === name);
  if (found === undefined) throw new Error(`there is no indicator ${name}`);
  const first = all.find(({ practice }) => practice === found.practice) === found;
  return [
    `### ${code(found.name)}: ${found.title}`,
    '',
    found.definition,
    '',
    `Formula: *x* of *n* ${found.of ?? 'changes'}; ${BETTER[found.direction]}.${first ? ' The first of its practice: summaries and badges show it.' : ''}`,
  ].join('\n');
}

function command([name = '']: readonly string[]): string {
  const found = COMMANDS[name];
  if (found === undefined) throw new Error(`there is no command ${name}`);
  const does = `${found.does.charAt(0).toUpperCase()}${found.does.slice(1)}.`;
  return [`## ${code(name)}`, '', does, '', '```', `holdfast ${found.usage}`, '```'].join('\n');
}

const PARTS: Readonly<Record<string, (words: readonly string[]) => string>> = {
  configuration,
  indicator,
  command,
};

const PART = /<!-- npm run docs: ([a-z]+)((?: [a-z.-]+)+) -->\n[\s\S]*?<!-- end -->/g;

/** The parts that a document has: their names and words. */
export const partsIn = (text: string): { readonly name: string; readonly words: readonly string[] }[] =>
  [...text.matchAll(PART)].map(([, name = '', words = '']) => ({ name, words: words.trim().split(' ') }));

/** A document with its parts as the code has them. @throws Error when it asks for a part that there is not */
export const filled = (text: string): string =>
  text.replace(PART, (_, name: string, words: string) => {
    const part = PARTS[name];
    if (part === undefined) throw new Error(`there is no part ${name}`);
    return `<!-- npm run docs: ${name}${words} -->\n${part(words.trim().split(' '))}\n<!-- end -->`;
  });
