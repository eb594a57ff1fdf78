import type { Declaration, ParsedSource, Range } from '../model/parsed-source.js';
import type { TopPart } from './top-parts.js';

/** Characters of parts that are remembered, in two halves: what is known of a part takes some eight bytes for each. */
const ROOM = 4_000_000;

/** What parsing said of the parts that were read last; null of those that cannot be understood by themselves. */
export class KnownParts {
  #now = new Map<string, ParsedSource | null>();
  #earlier = new Map<string, ParsedSource | null>();
  #size = 0;

  /** What is said of a text that is cut into parts; null where one of them cannot be understood by itself. */
  read(parts: readonly TopPart[], parse: (text: string) => ParsedSource): ParsedSource | null {
    const sources: ParsedSource[] = [];
    for (const { text } of parts) {
      const source = this.#of(text, parse);
      if (source === null) return null;
      sources.push(source);
    }
    return joined(parts, sources);
  }

  #of(text: string, parse: (text: string) => ParsedSource): ParsedSource | null {
    let source = this.#now.get(text);
    if (source !== undefined) return source;
    // A piece of a text holds on to all of it, and so does a name that is cut out of it.
    const own = Buffer.from(text).toString();
    source = this.#earlier.get(text);
    if (source === undefined) {
      const parsed = parse(own);
      source = parsed.hasErrors ? null : parsed;
    }
    if (this.#size > ROOM / 2) {
      this.#earlier = this.#now;
      this.#now = new Map();
      this.#size = 0;
    }
    this.#now.set(own, source);
    this.#size += own.length;
    return source;
  }
}

function joined(parts: readonly TopPart[], sources: readonly ParsedSource[]): ParsedSource {
  const all = {
    declarations: [] as Declaration[],
    comments: [] as Range[],
    imports: [] as Range[],
    parameters: [] as Range[],
    supertypes: [] as Range[],
    implemented: [] as ParsedSource['implemented'][number][],
    called: [] as Range[],
    unnamed: [] as Range[],
    hasErrors: false,
  };
  for (const [at, source] of sources.entries()) {
    const { start, row } = parts[at] as TopPart;
    const move = ([from, to]: Range): Range => [from + start, to + start];
    for (const it of source.declarations) {
      all.declarations.push({
        ...it,
        start: it.start + start,
        end: it.end + start,
        startLine: it.startLine + row,
        endLine: it.endLine + row,
        ...(it.body && { body: move(it.body) }),
        ...(it.parameters && { parameters: move(it.parameters) }),
      });
    }
    for (const mark of MARKS) for (const range of source[mark]) all[mark].push(move(range));
    all.implemented.push(...source.implemented);
  }
  return all;
}

const MARKS = ['comments', 'imports', 'parameters', 'supertypes', 'called', 'unnamed'] as const;
