import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { gfm } from 'micromark-extension-gfm';
import { expect } from 'vitest';

interface Node {
  readonly type: string;
  readonly value?: string;
  readonly url?: string;
  readonly children?: readonly Node[];
}

const nodes = (node: Node): Node[] => [node, ...(node.children ?? []).flatMap(nodes)];

/** What GitHub would make more of than words: mentions, numbers of issues, commits. */
const LINKED = /@[\p{L}\p{N}]|#\d|gh-\d|\b[0-9a-f]{40}\b/iu;

/** Holds a text against what GitHub makes of it: nobody is told, nothing is linked but what begins with `own`. */
export function expectNothingLinks(markdown: string, own: string): void {
  const tree = fromMarkdown(markdown, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] });
  for (const { type, value, url } of nodes(tree as Node)) {
    expect(['html', 'image', 'imageReference', 'definition', 'footnoteReference']).not.toContain(type);
    if (type === 'link') expect(url?.startsWith(own)).toBe(true);
    if (type === 'text') expect(value).not.toMatch(LINKED);
  }
}
