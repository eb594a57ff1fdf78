/**
 * What a repository wrote (titles, paths, branch names) on its way out: one encoder a sink. HTML has its own, in the
 * JSX of `pages`.
 */

/** Marks that turn the direction of text or are not seen; they are shown by their number (CVE-2021-42574). */
const HIDDEN = /[\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u{e0000}-\u{e007f}]/gu;

const shown = (mark: string): string =>
  `U+${(mark.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;

/** One line for a terminal or a log: no control characters, nothing hidden. */
export const plainText = (text: string): string =>
  text
    .replace(/[\t\n\r\u2028\u2029]+/g, ' ')
    .replace(/[\u0000-\u001f\u007f-\u009f]/g, '')
    .replace(HIDDEN, shown);

/** A code span: in it there are no mentions, links, images or HTML. The bar is escaped for tables. */
export function markdownCode(text: string): string {
  const plain = plainText(text).replaceAll('|', '\\|');
  if (plain === '') return '';
  const longest = Math.max(0, ...(plain.match(/`+/g) ?? []).map((run) => run.length));
  if (longest === 0) return `\`${plain}\``;
  const fence = '`'.repeat(longest + 1);
  return `${fence} ${plain} ${fence}`;
}

/** Letters and digits, a number, an arrow: nothing that GitHub or Markdown makes anything else of. */
const PLAIN_WORD = /^(?:[→·–…]|[(“]?(?:[\p{L}\p{N}][\p{L}\p{N}’'%-]*|\d[\d.,]*\d%?)[)”]?[,.;:]?)$/u;
/** GitHub makes a link of it, and tells the issue that it was spoken of. */
const REFERENCE = /gh-\d/i;
/** A word, and what ends its part of the sentence. */
const ENDED_WORD = /^(.*?)([,.;:]?)$/;

/**
 * A sentence of ours with what others wrote in it: words stay words, and whatever else there is (paths, names with marks,
 * mentions, links, HTML) becomes code.
 */
export function markdownProse(text: string): string {
  const parts: string[] = [];
  let code: string[] = [];
  const end = (): void => {
    if (code.length > 0) parts.push(markdownCode(code.join(' ')));
    code = [];
  };
  for (const [place, word] of plainText(text).trim().split(/ +/).entries()) {
    // At its start a number with a dot would be a list.
    if (PLAIN_WORD.test(word) && !REFERENCE.test(word) && !(place === 0 && /^\d+\.$/.test(word))) {
      end();
      parts.push(word);
      continue;
    }
    const [, own = '', mark = ''] =
      place === 0 && /^\d+\.$/.test(word) ? [word, word] : (ENDED_WORD.exec(word) ?? []);
    if (own !== '') code.push(own);
    if (mark === '') continue;
    end();
    parts.push(`${parts.pop() ?? ''}${mark}`);
  }
  end();
  return parts.join(' ');
}

/** A cell that no spreadsheet takes for a formula. */
export function csvCell(value: string | number | boolean): string {
  if (typeof value !== 'string') return String(value);
  const plain = plainText(value);
  const safe = /^[=+\-@]/.test(plain) ? `'${plain}` : plain;
  return /[",]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

const CUT = '\n\n… cut here: there is more than GitHub shows';

/** A text of at most so many bytes of UTF-8, cut between characters; that it was cut is said. */
export function cutBytes(text: string, most: number): string {
  const bytes = new TextEncoder().encode(text);
  if (bytes.length <= most) return text;
  let end = most - new TextEncoder().encode(CUT).length;
  // A byte of the form 10xxxxxx goes on a character.
  while (end > 0 && ((bytes[end] ?? 0) & 0xc0) === 0x80) end -= 1;
  return `${new TextDecoder().decode(bytes.subarray(0, end))}${CUT}`;
}
