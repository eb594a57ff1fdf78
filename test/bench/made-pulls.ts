import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { MergedPull } from '../github/control/past.js';
import { feature } from '../stories.js';

const STARTED = Date.UTC(2025, 0, 6, 9) / 1000;
const HOUR = 3600;

/** A repository with so many pull requests, each a feature with its test and a merge; one process writes it. */
export function writePulls(path: string, count: number): readonly MergedPull[] {
  execFileSync('git', ['init', '--quiet', '--bare', '--initial-branch=main', path]);
  const file = (name: string, text: string): string =>
    `M 100644 inline ${name}\ndata ${Buffer.byteLength(text)}\n${text}\n`;
  const who = { name: 'ada', email: 'ada@example.org' };
  const words = (text: string): string => `data ${Buffer.byteLength(text)}\n${text}\n`;
  const signed = (at: number): string =>
    `author ada <${who.email}> ${at} +0000\ncommitter ada <${who.email}> ${at} +0000\n`;
  const stream = [
    `commit refs/heads/main\nmark :1\n${signed(STARTED)}${words('Begin')}${file('README.md', '# Made\n')}\n`,
  ];
  for (let at = 1; at <= count; at += 1) {
    const [first, second, merge, before] = [at * 3, at * 3 + 1, at * 3 + 2, at === 1 ? 1 : at * 3 - 1];
    const { code, tests } = feature(`part${at}`, at);
    const when = STARTED + at * HOUR;
    const written = (files: Readonly<Record<string, string>>): string =>
      Object.entries(files)
        .map(([name, text]) => file(name, text))
        .join('');
    stream.push(
      `commit refs/pull/${at}/head\nmark :${first}\n${signed(when)}${words(`Test part ${at}`)}from :${before}\n${written(tests)}\n`,
      `commit refs/pull/${at}/head\nmark :${second}\n${signed(when + 60)}${words(`Add part ${at}`)}from :${first}\n${written(code)}\n`,
      `commit refs/heads/main\nmark :${merge}\n${signed(when + 600)}${words(`Merge pull request #${at}`)}from :${before}\nmerge :${second}\n${written({ ...tests, ...code })}\n`,
    );
  }
  const marks = join(path, 'marks');
  execFileSync('git', ['fast-import', '--quiet', '--force', `--export-marks=${marks}`], {
    cwd: path,
    input: stream.join(''),
    maxBuffer: 2 ** 30,
  });
  const shas = new Map(
    readFileSync(marks, 'utf8')
      .trim()
      .split('\n')
      .map((line) => [Number(line.slice(1, line.indexOf(' '))), line.slice(line.indexOf(' ') + 1)]),
  );
  const sha = (mark: number): string => shas.get(mark) ?? '';
  return Array.from({ length: count }, (_, place) => {
    const at = place + 1;
    const [first, second, merge, before] = [at * 3, at * 3 + 1, at * 3 + 2, at === 1 ? 1 : at * 3 - 1];
    const when = STARTED + at * HOUR;
    const commit = (mark: number, parents: readonly number[], message: string, time: number) => ({
      ...{ sha: sha(mark), parents: parents.map(sha), message },
      ...{ author: { ...who, at: time }, committer: { ...who, at: time } },
    });
    return {
      ...{ title: `Add part ${at}`, author: 'ada', reviewer: 'bob', base: sha(before) },
      commits: [
        commit(first, [before], `Test part ${at}`, when),
        commit(second, [first], `Add part ${at}`, when + 60),
      ],
      merge: commit(merge, [before, second], `Merge pull request #${at}`, when + 600),
      ...{ additions: 9, changedFiles: 2 },
    };
  });
}
