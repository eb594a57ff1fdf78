import type { FileEdit } from '../../model/file-edit.js';
import { onlySeenByFewer, onlyTypesDiffer, sameButForm } from './form.js';
import { type Language, searchLines } from './languages/index.js';
import { mask } from './mask.js';
import { readSource, type Source } from './source.js';

/** What one commit did to one source file, as far as this practice asks. */
export interface Touch {
  readonly path: string;
  readonly before: string | null;
  readonly role: 'production' | 'test';
  readonly language: Language;
  /** True when a line of production code that can be executed was added or changed. */
  readonly executable: boolean;
  /** Why there is none, in words; null when there is. */
  readonly why: string | null;
  /** True when the code that came can only have been made so that a test compiles. */
  readonly stub: boolean;
  /** True when a line inside the body of a test was added or changed. */
  readonly tests: boolean;
  /** The code of such lines, masked. */
  readonly testLines: string;
  /** Object name of the file after the commit; null when it is gone. */
  readonly blob: string | null;
  /** The whole file after the commit, for linking; null when it is gone, or has not been read. */
  readonly source: Source | null;
}

/** No table of a test has more lines than this below a changed one. */
const LONGEST_TABLE = 200;

/** A stub may have this many lines: the longest that commits marked *red* by their authors show (3-test-first). */
const STUB_LINES = 10;

/**
 * A line that a stub is made of, in masked text: a declaration, an end, or a body that does nothing. An export of a
 * value is a declaration too.
 */
const STUB_LINE = new RegExp(
  [
    String.raw`^[\])};,]+$`,
    '^end$',
    // A declaration that opens a block, ends there, or has an empty block
    String.raw`^(?:(?:export|default|public|private|protected|internal|static|async|abstract|final|override|open|sealed|data|pub|suspend|inline|virtual)\b(?:\([^)]*\))?\s*)*(?:function|func|fun|fn|def|class|struct|interface|enum|object|module|trait|protocol|impl|record|type)\b[^=;]*(?:\{\s*\}?|:|;|\))?$`,
    // A method in the manner of C: modifiers or a type, a name, parameters
    String.raw`^(?:[\w<>[\],.?*&]+\s+){0,4}[\w$]+\s*\([^=;]*\)[^=;]*\{\s*\}?$`,
    String.raw`^(?:return(?:\s+(?:null|nil|None|undefined|false|true|0|-1|"{2,}|\[\]|\{\}))?|pass|\.\.\.|nil|None|null|undefined|""|(?:throw|raise)\b.*|(?:todo|unimplemented)!\(.*\)|(?:TODO|fatalError|panic)\(.*\));?$`,
    String.raw`^export\s*\{[^}]*\};?$`,
  ].join('|'),
);

/** A name for a plain value: new, it may be what a test needs to compile; changed, it is the change. */
const LITERAL =
  /^(?:(?:export|public|private|internal|static|final|readonly|const|let|val|var)\s+){0,4}\w+(?:\s*:\s*\w+)?\s*=\s*(?:"+|-?\d[\w.]*|None|null|nil|true|false|True|False)[,;]?$/;

/** No declaration is longer than this; a longer line would only cost time. */
export const isStubLine = (line: string): boolean =>
  line.length <= 300 && (STUB_LINE.test(line) || LITERAL.test(line));

/** What an edit is that brings no lines; null when it brings some. */
export function whyNoLines(edit: FileEdit, role: 'production' | 'test', language: Language): Touch | null {
  const { path, before, blob, status, removed } = edit;
  const none = {
    path,
    before,
    role,
    language,
    blob,
    source: null,
    executable: false,
    stub: false,
    tests: false,
    testLines: '',
  };
  if (blob === null || status === 'deleted') return { ...none, why: 'deleted' };
  if (edit.added.length > 0) return null;
  if (removed !== '') return { ...none, why: 'lines removed only' };
  return { ...none, why: status === 'renamed' ? 'renamed only' : 'formatting only' };
}

/** Reads an edit. `text` is the file after the commit, one character a byte; null when it is not to be had. */
export function readTouch(
  edit: FileEdit,
  text: string | null,
  role: 'production' | 'test',
  language: Language,
): Touch {
  const common = { path: edit.path, before: edit.before, role, language, blob: edit.blob };
  const none = { ...common, executable: false, stub: false, tests: false, testLines: '' };
  const empty = whyNoLines(edit, role, language);
  if (empty !== null) return empty;
  if (text === null) return { ...none, why: 'deleted', source: null };
  const whole = lazySource(text, language);
  const lines = addedLines(edit.added);
  // Nothing far below the last changed line can say anything about it; but a table stands above its test.
  const below = role === 'test' ? LONGEST_TABLE : 0;
  const source = readSource(upToLine(text, (lines.at(-1) ?? 0) + below), language);
  if (sameButForm(edit.removed, lines, source, language))
    return { ...none, why: 'formatting only', source: whole };

  const testing = testLines(lines, source, edit.removed, role, language);
  const tested = { tests: testing.length > 0, testLines: testing.map(source.masked).join('\n') };
  if (role === 'test') return { ...none, ...tested, why: null, source: whole };

  const production = lines.filter((line) => !source.inTestRegion(line));
  const kinds = new Set(production.map((line) => source.kind(line)));
  const code = production.filter((line) => source.kind(line) === 'code');
  if (code.length === 0) return { ...none, ...tested, why: whyNot(kinds, tested.tests), source: whole };
  if (onlyTypesDiffer(edit.removed, () => code, source, language)) {
    return { ...none, ...tested, why: 'types in signatures only', source: whole };
  }
  if (onlySeenByFewer(edit.removed, () => code, source, language)) {
    return { ...none, ...tested, why: 'seen by fewer only', source: whole };
  }
  const stub =
    code.length <= STUB_LINES &&
    (edit.removed === '' || !code.some((line) => LITERAL.test(source.masked(line).trim()))) &&
    code.every((line) => !source.branches(line) && isStubLine(source.masked(line).trim()));
  return { ...common, ...tested, executable: true, why: null, stub, source: whole };
}

/** A source that is only read when somebody asks. */
export function lazySource(text: string, language: Language): Source {
  let made: Source | null = null;
  const source = (): Source => {
    made ??= readSource(text, language);
    return made;
  };
  return {
    kind: (line) => source().kind(line),
    branches: (line) => source().branches(line),
    inTest: (line) => source().inTest(line),
    inTestRegion: (line) => source().inTestRegion(line),
    get lines() {
      return source().lines;
    },
    opensTest: (line) => source().opensTest(line),
    asserts: (line) => source().asserts(line),
    masked: (line) => source().masked(line),
    line: (line) => source().line(line),
    declares: () => source().declares(),
    references: () => source().references(),
    mentions: (name) => source().mentions(name),
    package: () => source().package(),
  };
}

function addedLines(pairs: readonly number[]): number[] {
  const lines: number[] = [];
  for (let at = 0; at < pairs.length; at += 2) {
    const first = pairs[at] ?? 0;
    for (let line = first; line < first + (pairs[at + 1] ?? 0); line += 1) lines.push(line);
  }
  return lines;
}

function upToLine(text: string, line: number): string {
  let end = -1;
  for (let count = 0; count < line; count += 1) {
    end = text.indexOf('\n', end + 1);
    if (end === -1) return text;
  }
  return text.slice(0, end + 1);
}

function whyNot(kinds: ReadonlySet<string>, tests: boolean): string {
  if (kinds.has('import') && kinds.has('type')) return 'imports and types only';
  if (kinds.has('import')) return 'imports only';
  if (kinds.has('type')) return 'types only';
  return tests ? 'tests only' : 'comments and white space only';
}

function testLines(
  lines: readonly number[],
  source: Source,
  removed: string,
  role: 'production' | 'test',
  language: Language,
): readonly number[] {
  if (role === 'production' && language.testRegion === undefined) return [];
  const real = lines.filter(
    (line) =>
      source.inTest(line) && source.kind(line) === 'code' && (role === 'test' || source.inTestRegion(line)),
  );
  if (real.length === 0) return [];
  // A title that was only reworded is no new behaviour: its line counts when no title went.
  const retitled = removed !== '' && openings(removed, language);
  const edited = real.filter((line) => !(retitled && source.opensTest(line) && !source.asserts(line)));
  return onlySkips(edited.map((line) => source.masked(line).trim())) ? [] : edited;
}

/** A call, a mark or an annotation by which a test is left out, always or under a condition. */
const SKIP = /(?:^|[.@[])(?:skip|Skip|xfail|Disabled|Enabled|Ignore)\w{0,40}\b/;
/** What stands around one, in masked text: its condition, the way out of the test, brackets, its reason. */
const AROUND_SKIP = /^(?:(?:el)?if\b.*|return;?|end|(?:reason\s*=\s*)?"*,?|[\])};,]*)$/;

/** True when an edit makes tests be left out, and does nothing else: it says nothing of what they test. */
function onlySkips(lines: readonly string[]): boolean {
  return (
    lines.some((line) => SKIP.test(line)) && lines.every((line) => SKIP.test(line) || AROUND_SKIP.test(line))
  );
}

function openings(text: string, language: Language): boolean {
  const masked = mask(text, language);
  return language.tests.some(({ opens }) => searchLines(masked, opens)(0) !== null);
}
