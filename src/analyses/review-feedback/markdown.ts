import type { Nodes } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { gfm } from 'micromark-extension-gfm';
import { CODE, type CommentParts, LINK, tidyProse } from './comment-parts.js';

// Made once: most of the time of a short text went into making them.
const options = { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] };

/** Reads GitHub's Markdown. @param text clean, and of bounded effort: see `parsing-effort` */
export function parsedParts(text: string): CommentParts {
  const found = { prose: [] as string[], code: [] as string[], suggestions: [] as string[] };
  let codeBlocks = 0;
  let links = 0;

  const add = (node: Nodes): void => {
    switch (node.type) {
      case 'text':
        found.prose.push(node.value.replaceAll('\n', ' '));
        return;
      case 'inlineCode':
        found.prose.push(` ${CODE} `);
        found.code.push(node.value);
        return;
      case 'code':
        if (isSuggestion(node.lang)) found.suggestions.push(node.value);
        else {
          codeBlocks += 1;
          found.code.push(node.value);
        }
        return;
      case 'link':
      case 'linkReference':
        links += 1;
        if (isBare(node)) found.prose.push(LINK);
        else for (const child of node.children) add(child);
        return;
      case 'break':
        found.prose.push(' ');
        return;
      case 'blockquote':
      case 'image':
      case 'imageReference':
      case 'html':
      case 'definition':
      case 'footnoteReference':
      case 'footnoteDefinition':
        return;
      case 'paragraph':
      case 'heading':
      case 'tableCell':
        for (const child of node.children) add(child);
        found.prose.push('\n');
        return;
      default:
        if ('children' in node) for (const child of node.children) add(child);
    }
  };

  add(fromMarkdown(text, options));
  const { prose, code, suggestions } = found;
  return { prose: tidyProse(prose.join('')), code, suggestions, codeBlocks, links };
}

/** GitHub writes `suggestion`, GitLab adds how many lines it replaces: `suggestion:-0+1`. */
const isSuggestion = (lang: string | null | undefined): boolean =>
  lang === 'suggestion' || lang?.startsWith('suggestion:') === true;

/** An address that stands for itself. */
function isBare(node: Extract<Nodes, { type: 'link' | 'linkReference' }>): boolean {
  const [only] = node.children;
  return (
    node.type === 'link' &&
    node.children.length === 1 &&
    only?.type === 'text' &&
    node.url.toLowerCase().endsWith(only.value.toLowerCase())
  );
}
