/** Writes the parts of docs/ that are made from the code: npm run docs */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { filled } from './document-parts.js';

for (const name of readdirSync('docs').filter((file) => file.endsWith('.md'))) {
  const text = readFileSync(`docs/${name}`, 'utf8');
  if (filled(text) !== text) writeFileSync(`docs/${name}`, filled(text));
}
