import type { Digest, DigestItem, DigestSection } from './digest.js';
import type { IssueText } from './team-issue.js';
import { cutBytes, markdownCode, markdownProse } from './untrusted.js';

/** GitHub takes 65,536 characters; the mark by which the issue is found again comes before. */
const BYTES = 60_000;
/** More names than this are a count. */
const NAMES = 20;

/** A title is told to everybody who watches the repository, so nothing changes in it. */
const TITLE = 'Holdfast: the week of our practices';

export const digestTitle = ({ since, today }: Digest): string =>
  `What became of practices, ${since} to ${today}`;

/** A digest as Markdown, as GitHub renders it. */
export const digestMarkdown = (digest: Digest): string =>
  `# ${digestTitle(digest)}\n\n${digestLines(digest).join('\n')}`;

/** A digest as an issue that is edited in place. */
export function digestIssue(digest: Digest): IssueText {
  const body = [
    `${digest.since} to ${digest.today}.`,
    '',
    ...digestLines(digest),
    '---',
    '',
    'This issue is edited in place once a week; nothing is added below. Closed, it is left alone, and open again it goes on. In it are public repositories, and private ones that say so themselves (`digest: { to: … }`), of this owner. `digest: { issue: false }` in `.github/holdfast.yml` ends it.',
    '',
  ].join('\n');
  return { title: TITLE, body: cutBytes(body, BYTES) };
}

const digestLines = ({ summary, sections, asBefore }: Digest): string[] => [
  summary,
  '',
  ...sections.flatMap(sectionLines),
  ...(asBefore.length === 0 ? [] : ['## As before', '', `${namesWords(asBefore, markdownCode)}.`, '']),
];

function sectionLines({ title, note, items, leftOut }: DigestSection): string[] {
  return [
    `## ${title}`,
    '',
    ...(note === null ? [] : [note, '']),
    ...items.map((item) => `- ${nameLink(item)}: ${markdownProse(item.text)}`),
    ...(leftOut === 0 ? [] : [`- and ${leftOut} more`]),
    '',
  ];
}

const nameLink = ({ name, url }: DigestItem): string =>
  url === null ? markdownCode(name) : `[${markdownCode(name)}](<${url}>)`;

/** `a, b and 3 more`. */
export function namesWords(names: readonly string[], shown: (name: string) => string): string {
  const more = names.length - NAMES;
  return `${names.slice(0, NAMES).map(shown).join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}
