import type { FileEdit } from '../../model/file-edit.js';
import { onlySeenByFewer, onlyTypesDiffer, sameButForm } from './form.js';
import type { Language } from './languages/index.js';
import { once, readSource, type Source } from './source.js';
import { isStubLine, type Touch, whyNoLines } from './touch.js';

/**
 * A line that is executed wherever it stands outside a comment: it returns, throws, decides, assigns or calls a method.
 * Declarations, members of types and items of lists are none: what they are depends on what is around them.
 */
const EXECUTED =
  /\b(?:return|throw|await|yield)\b|\bnew[ \t]+\w|\b(?:if|for|while|switch|catch)[ \t]*\(|[\w)\]]\.\w+\(|(?:^|[^=!<>:])=(?![=>~])|[+\-*/|&]=/;
const DECLARES = /^(?:@|(?:export[ \t]+)?(?:declare[ \t]+)?(?:type|interface)\b|#)/;
const SKIPS = /skip|todo|pending|\bx(?:it|describe|context)\b|Ignore|Disabled/i;

/**
 * Reads an edit from its changed lines alone, where these leave no doubt; null where the file must be read. Most edits
 * need no more, and files are what costs time.
 */
export function glimpse(edit: FileEdit, role: 'production' | 'test', language: Language): Touch | null {
  const none = whyNoLines(edit, role, language);
  if (none !== null) return none;
  if (edit.text === null) return null;
  // Whether a line is in a docstring, or in a module of tests, is not seen from the line.
  if (role === 'production' && (language.docstrings || language.testRegion !== undefined)) return null;
  if (language.templates && isOdd(edit.text, '`')) return null;

  const source = readSource(edit.text, language);
  const lines = Array.from({ length: source.lines }, (_, at) => at + 1);
  const empty = {
    path: edit.path,
    before: edit.before,
    role,
    language,
    blob: edit.blob,
    source: null,
    executable: false,
    stub: false,
    tests: false,
    testLines: '',
  };
  if (sameButForm(edit.removed, lines, source, language)) return { ...empty, why: 'formatting only' };

  const isCode = (line: number): boolean =>
    source.kind(line) !== 'nothing' && !/^\s*\*/.test(source.line(line));
  const code = once(() => lines.filter(isCode));
  if (role === 'test') {
    const asserts = (line: number): boolean =>
      source.asserts(line) && source.kind(line) !== 'import' && isCode(line);
    if (lines.some(asserts)) {
      if (SKIPS.test(edit.text)) return null;
      return { ...empty, why: null, tests: true, testLines: code().map(source.masked).join('\n') };
    }
  } else if (lines.some((line) => isExecuted(line, source) && isCode(line))) {
    // What may be a change of types, or of who sees it, is looked at in the file.
    if (onlyTypesDiffer(edit.removed, code, source, language)) return null;
    if (onlySeenByFewer(edit.removed, code, source, language)) return null;
    return { ...empty, executable: true, why: null };
  }
  if (code().length === 0) return { ...empty, why: 'comments and white space only' };
  if (code().every((line) => source.kind(line) === 'import')) return { ...empty, why: 'imports only' };
  return null;
}

/** True when a line is executed whatever is around it, and can be no part of a stub. */
function isExecuted(line: number, source: Source): boolean {
  const masked = source.masked(line).trim();
  return (
    EXECUTED.test(masked) &&
    !DECLARES.test(masked) &&
    (source.branches(line) || !isStubLine(masked)) &&
    source.kind(line) === 'code'
  );
}

function isOdd(text: string, mark: string): boolean {
  let odd = false;
  for (let at = text.indexOf(mark); at !== -1; at = text.indexOf(mark, at + 1)) odd = !odd;
  return odd;
}
