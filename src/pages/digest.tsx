import type { Digest, DigestItem, DigestSection } from '../reports/digest.js';
import { digestTitle, namesWords } from '../reports/digest-markdown.js';
import { plainText } from '../reports/untrusted.js';
import { daysIn, PLAIN, type Say } from './around.js';
import { Layout, page } from './layout.js';

/** What became of practices in a week, for a coach. @param markdown where it is as Markdown */
export function digestPage(digest: Digest, markdown: string, say: Say = PLAIN): string {
  const { summary, sections, asBefore } = digest;
  return page(
    <Layout title="The week · Holdfast">
      <h1>{daysIn(digestTitle(digest), say)}</h1>
      <p>{summary}</p>
      <p class="quiet">
        The same as <a href={markdown}>Markdown</a> · <a href="/coach">Coach’s view</a>
      </p>
      {sections.map((section) => (
        <Section {...section} />
      ))}
      {asBefore.length === 0 ? null : (
        <section>
          <h2>As before</h2>
          <p>{namesWords(asBefore, plainText)}.</p>
        </section>
      )}
    </Layout>,
  );
}

function Section({ title, note, items, leftOut }: DigestSection) {
  return (
    <section>
      <h2>{title}</h2>
      {note === null ? null : <p class="quiet">{note}</p>}
      <ul>
        {items.map((item) => (
          <li>
            <Name {...item} />: {plainText(item.text)}
          </li>
        ))}
        {leftOut === 0 ? null : <li>and {leftOut} more</li>}
      </ul>
    </section>
  );
}

const Name = ({ name, url }: DigestItem) =>
  url === null ? <span>{plainText(name)}</span> : <a href={url}>{plainText(name)}</a>;
