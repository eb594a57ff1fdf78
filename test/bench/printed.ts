import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';

/** What a bench prints, and its place in a document: the fenced block below the line that names the bench. */
export class Printed {
  readonly #lines: string[] = [];

  constructor(
    private readonly bench: string,
    private readonly document = 'docs/accuracy.md',
  ) {}

  readonly say = (line: string): void => {
    this.#lines.push(line);
    console.log(line);
  };

  write(): void {
    const path = resolve(this.document);
    const text = readFileSync(path, 'utf8');
    const from = text.indexOf('```\n', text.indexOf(`npm run ${this.bench}`));
    const to = text.indexOf('\n```', from);
    if (from === -1 || to === -1) throw new Error(`${this.document} has no block for ${this.bench}`);
    writeFileSync(path, `${text.slice(0, from)}\`\`\`\n${this.#lines.join('\n')}${text.slice(to)}`);
  }
}
