import { micromark } from 'micromark';
import { gfm, gfmHtml } from 'micromark-extension-gfm';

/** Markdown as HTML, nearly as GitHub shows it: HTML within it is shown as text, links with a strange scheme lead nowhere. */
export const markdownHtml = (text: string): string =>
  micromark(text, { extensions: [gfm()], htmlExtensions: [gfmHtml()] });
