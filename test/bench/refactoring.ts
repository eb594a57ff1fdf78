import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { codeTree } from '../../src/analyses/refactoring/code-tree.js';
import { Comparison, type SourceFile } from '../../src/analyses/refactoring/comparison.js';
import { match } from '../../src/analyses/refactoring/match.js';
import { features, relations } from '../../src/analyses/refactoring/relations.js';
import { grammarFor } from '../../src/parsing/grammars/index.js';
import { parserFor } from '../../src/parsing/parser.js';
import { type Instance, instanceOf, isCoarse, isReal, type Label } from './refactoring-labels.js';

const root = process.argv[2] ?? '/tmp/ro/refactoring';
const only = process.argv[3];
const show = process.argv[4];

async function load(folder: string): Promise<SourceFile[]> {
  if (!existsSync(folder)) return [];
  const files: SourceFile[] = [];
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    const grammar = grammarFor(path);
    if (!grammar) continue;
    const text = readFileSync(path, 'utf8');
    const parse = await parserFor(grammar);
    files.push({ path: relative(folder, path), tree: codeTree(text, parse(text)) });
  }
  return files;
}

const key = (instance: Instance): string => `${instance.family} ${instance.of} ${instance.before} ${instance.after}`;

for (const language of readdirSync(root)) {
  if (only && only !== language) continue;
  if (!existsSync(join(root, language)) || language.endsWith('.tsv')) continue;
  let tp = 0, fp = 0, fn = 0, tn = 0;
  const kinds = new Map<string, { hit: number; miss: number; false: number }>();
  const kindOf = (name: string) => {
    let kind = kinds.get(name);
    if (!kind) kinds.set(name, (kind = { hit: 0, miss: 0, false: 0 }));
    return kind;
  };
  const times: number[] = [];
  for (const name of readdirSync(join(root, language))) {
    const folder = join(root, language, name);
    const labels: Label[] = JSON.parse(readFileSync(join(folder, 'expected.json'), 'utf8'));
    await load(join(folder, 'before')).catch(() => []);
    const start = performance.now();
    const before = await load(join(folder, 'before'));
    const after = await load(join(folder, 'after'));
    const comparison = new Comparison(before, after);
    match(comparison);
    features.clear();
    const found = relations(comparison);
    times.push(performance.now() - start);
    const expected = new Map<string, Instance>();
    for (const label of labels.filter(isReal)) {
      const instance = instanceOf(label);
      if (instance) expected.set(key(instance), instance);
    }
    const base = (path: string) => path.slice(path.lastIndexOf('/') + 1).replace(/\.\w+$/, '');
    const detected = new Map<string, Instance>();
    for (const one of found) {
      const of = one.type.split('-').at(-1) as Instance['of'];
      if (String(of) === 'variable' || one.type === 'change-signature') continue;
      const family = one.type === 'extract-type' ? 'extract-type' : one.type.startsWith('extract') ? 'extract' : one.type.startsWith('inline') ? 'inline' : 'relocate';
      const instance: Instance = {
        family, of, kind: one.type,
        before: family === 'extract-type' ? '' : family !== 'relocate' && one.before.node.kind === 'file' ? '(module)' : of === 'file' ? base(one.before.file.path) : one.before.node.name,
        after: of === 'file' ? base(one.after.file.path) : one.after.node.name,
      };
      detected.set(key(instance), instance);
    }
    if (process.env['FEATURES']) for (const [id, f] of features) {
      const real = expected.has(id);
      console.log('F', language, name, real ? 1 : 0, id.split(' ').join('|'), f.share.toFixed(2), f.lines.toFixed(2), f.ofLost.toFixed(2), f.size, f.direct ? 1 : 0, f.place);
    }
    const has = labels.some((label) => isReal(label) && isCoarse(label) && !instanceOf(label)?.doubt);
    for (const [id, instance] of expected) if (instance.doubt) { expected.delete(id); detected.delete(id); }
    const says = detected.size > 0;
    if (process.env['PAIRS']) for (const l of labels.filter(isReal)) {
      const hit = [...detected.values()].some((d) => (d.before === l.left && d.after === l.right));
      console.log('PAIR', hit ? 'hit' : 'MISS', name, l.left, l.right);
    }
    if (has && says) tp++; else if (has) fn++; else if (says) fp++; else tn++;
    const lines: string[] = [];
    for (const [id, instance] of expected) {
      if (instance.of === 'file' && language !== 'typescript') continue;
      if (detected.has(id)) kindOf(instance.family + '-' + instance.of).hit++;
      else { kindOf(instance.family + '-' + instance.of).miss++; lines.push(`   MISS ${instance.kind} ${instance.before} -> ${instance.after}`); }
    }
    for (const [id, instance] of detected) {
      if (instance.of === 'file' && language !== 'typescript') continue;
      if (!expected.has(id)) {
        kindOf(instance.family + '-' + instance.of).false++;
        const one = found.find((x) => x.type === instance.kind && (x.after.node.name === instance.after || instance.of==='file'));
        const fpl = labels.some(l => !isReal(l) && instanceOf(l) && key(instanceOf(l) as Instance) === id);
        lines.push(`   FALSE${fpl ? '(labelled)' : ''} ${instance.kind} ${instance.before} -> ${instance.after} ${one?.similarity.toFixed(2)} ${one?.before.file.path}:${one?.before.node.startLine} ${one?.after.file.path}:${one?.after.node.startLine}`);
      }
    }
    if (show && (show === 'all' ? lines.length : has !== says || show === name)) console.log(`${language}/${name} has=${has} says=${says}\n${lines.join('\n')}`);
  }
  times.sort((a, b) => a - b);
  const p = (n: number, d: number): string => (d === 0 ? '-' : (n / d).toFixed(3));
  console.log(`${language}: commits ${tp + fp + fn + tn} P ${p(tp, tp + fp)} R ${p(tp, tp + fn)} (${tp}/${fp}/${fn}/${tn}); ms median ${times[times.length >> 1]?.toFixed(0)} p95 ${times[Math.floor(times.length * 0.95)]?.toFixed(0)} max ${times.at(-1)?.toFixed(0)}`);
  let h = 0, m = 0, f = 0;
  for (const [kind, c] of kinds) { h += c.hit; m += c.miss; f += c.false; console.log(`   ${kind}: P ${p(c.hit, c.hit + c.false)} R ${p(c.hit, c.hit + c.miss)} (${c.hit}/${c.false}/${c.miss})`); }
  console.log(`   all instances: P ${p(h, h + f)} R ${p(h, h + m)}`);
}
