/** What a comment is made of, once its Markdown is read. */
export interface CommentParts {
  /**
   * What is said, a line a paragraph (or heading, item, cell): white space is one space, a code span is `CODE`, a bare
   * address is `LINK`. Quotes, images, HTML and code blocks are not in it.
   */
  readonly prose: string;
  /** What stands in code spans and code blocks, without suggestions. */
  readonly code: readonly string[];
  /** What each suggestion block puts in the place of the commented lines. */
  readonly suggestions: readonly string[];
  readonly codeBlocks: number;
  readonly links: number;
}

export const NOTHING: CommentParts = { prose: '', code: [], suggestions: [], codeBlocks: 0, links: 0 };

/** Characters that nobody writes (private use); where somebody does, they were taken out before. */
export const CODE = '\uE000';
export const LINK = '\uE001';

/** Lines that are clean: no mark of ours, one kind of line end, nothing that Markdown replaces. */
export const cleanText = (body: string): string =>
  /[\r\0\uE000\uE001\uFEFF]/.test(body)
    ? body
        .replace(/\r\n?/g, '\n')
        .replace(/[\0\uE000\uE001]/g, ' ')
        .replaceAll('\uFEFF', '')
    : body;

/** One space for all white space within lines; no empty line. */
export const tidyProse = (prose: string): string =>
  prose
    .replace(/[^\S\n]+/g, ' ')
    .replace(/ ?\n[ \n]*/g, '\n')
    .trim();
