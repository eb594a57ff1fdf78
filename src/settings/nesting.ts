import { Lexer } from 'yaml';

/** YAML is read by recursion; five levels are all that a configuration has. */
const DEEPEST = 20;
/** Levels of blocks cost a space of indentation each. */
const WIDEST_INDENTATION = 100;

/**
 * Whether a text of YAML nests deeper than anybody writes by hand, so that to parse it would take the stack, or the
 * process. Reads marks without recursion, in linear time.
 */
export function nestsTooDeeply(text: string): boolean {
  let brackets = 0;
  let blocks = 0;
  let startsLine = true;
  for (const token of new Lexer().lex(text)) {
    if (token === '[' || token === '{') brackets++;
    else if (token === ']' || token === '}') brackets = Math.max(0, brackets - 1);
    else if (brackets === 0 && (token === '-' || token === '?' || token === ':')) blocks++;
    else if (startsLine && token.length > WIDEST_INDENTATION && token.trim() === '') return true;
    if (brackets > DEEPEST || blocks > DEEPEST) return true;
    startsLine = token === '\n' || token === '\r\n';
    if (startsLine) blocks = 0;
  }
  return false;
}
