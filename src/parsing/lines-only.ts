import type { ParsedSource } from '../model/parsed-source.js';
import { growing } from './packed-source.js';

/** A line that is an import, or the end of one, in any of the languages. It is what the grammars call one, by its look. */
const IMPORT =
  /^[ \t]*(?:(?:import|from|use|using|package|export[^\n]*\bfrom|\}[ \t]*from|require(?:_relative)?)\b|#[ \t]*include\b)[^\n]*/gm;

/** What can be told of lines without what stands around them: which are imports, and nothing else. */
export function linesOnly(text: string): ParsedSource {
  const said = growing();
  for (const { index, 0: line } of text.matchAll(IMPORT)) said.imports.push([index, index + line.length]);
  return said;
}
