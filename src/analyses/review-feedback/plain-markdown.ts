import { type CommentParts, tidyProse } from './comment-parts.js';
import { emphasisIn, plainLine } from './plain-line.js';

/**
 * The same as `parsedParts` for a text of paragraphs, quotes, fenced blocks, and what `plainLine` knows, all at the
 * left margin: most comments are no more, and this is many times as fast. A test holds the two against each other.
 *
 * @param text clean
 * @returns null for every text of which it is not certain
 */
export function plainParts(text: string): CommentParts | null {
  const lines = text.split('\n');
  const found = { code: [] as string[], suggestions: [] as string[], codeBlocks: 0, links: 0 };
  let prose = '';
  let quoted = false;
  for (let at = 0; at < lines.length; at += 1) {
    const line = lines[at] ?? '';
    const content = line.trim();
    if (content === '') {
      // White space alone may be code, where it is four spaces wide, or no blank line, where it is no space.
      if (!/^ {0,3}$/.test(line)) return null;
      prose += '\n';
      quoted = false;
    } else if (line.startsWith('>')) {
      prose += '\n';
      quoted = true;
    } else if (line.startsWith('```')) {
      const end = fenceEnd(lines, at);
      if (end === -1) return null;
      const language = line.slice(FENCE.length);
      const block = lines.slice(at + 1, end).join('\n');
      if (language === 'suggestion') found.suggestions.push(block);
      else {
        found.code.push(block);
        found.codeBlocks += 1;
      }
      prose += '\n';
      quoted = false;
      at = end;
    } else {
      // Below a quote it may go on with it.
      if (quoted || !/^ {0,3}\S/.test(line) || startsBlock(content)) return null;
      const plain = plainLine(content);
      if (plain === null) return null;
      found.code.push(...plain.code);
      found.links += plain.links;
      prose += ` ${plain.prose}`;
    }
  }
  // A mark that stands alone has nothing to pair with.
  if (/[*_~]/.test(prose)) {
    const { stars, bars, waves } = emphasisIn(prose);
    if (stars > 1 || bars > 1 || waves > 1) return null;
  }
  return { prose: tidyProse(prose), ...found };
}

const FENCE = '```';

/** The line that closes a fence of three marks; -1 where it is not a plain one. */
function fenceEnd(lines: readonly string[], at: number): number {
  if (!/^```[a-zA-Z0-9]*$/.test(lines[at] ?? '')) return -1;
  for (let end = at + 1; end < lines.length; end += 1) {
    const line = (lines[end] ?? '').trimStart();
    if (line.startsWith(FENCE)) return lines[end] === FENCE ? end : -1;
  }
  return -1;
}

/** Whether a line may be the start or the underline of something: heading, list, fence, rule, table, HTML. */
const startsBlock = (line: string): boolean => /^(?:[>#\-*=~|<]|[:+](?![a-z\d])|```|\d{1,9}[.)])/.test(line);
