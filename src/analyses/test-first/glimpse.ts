import type { FileEdit } from '../../model/file-edit.js';
import { onlyTypesDiffer, sameButForm } from './form.js';
import type { Language } from './languages/index.js';
import { once, readSource } from './source.js';
import { isStubLine, noWords, type Touch, whyNoLines, wordsOf } from './touch.js';

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
  if (language.templates && (edit.text.split('`').length - 1) % 2 === 1) return null;

  const source = readSource(edit.text, language);
  const lines = Array.from({ length: edit.text.split('\n').length - 1 }, (_, at) => at + 1);
  const goesOn = (line: number): boolean => /^\s*\*/.test(source.line(line));
  const seen = {
    path: edit.path,
    before: edit.before,
    role,
    language,
    blob: edit.blob,
    source: null,
    testWords: noWords,
  };
  const empty = { ...seen, executable: false, stub: false, tests: false };
  if (sameButForm(edit.removed, lines, source, language)) return { ...empty, why: 'formatting only' };

  const code = lines.filter((line) => source.kind(line) !== 'nothing' && !goesOn(line));
  if (code.length === 0) return { ...empty, why: 'comments and white space only' };
  if (code.every((line) => source.kind(line) === 'import')) return { ...empty, why: 'imports only' };
  if (role === 'test') {
    if (SKIPS.test(edit.text) || !code.some((line) => source.asserts(line))) return null;
    return { ...empty, why: null, tests: true, testWords: once(() => wordsOf(code, source)) };
  }
  // What may be a stub, or a change of types, is looked at in the file.
  const certain = code.some((line) => {
    const masked = source.masked(line).trim();
    return (
      source.kind(line) === 'code' &&
      EXECUTED.test(masked) &&
      !DECLARES.test(masked) &&
      (source.branches(line) || !isStubLine(masked))
    );
  });
  if (!certain || onlyTypesDiffer(edit.removed, code, source, language)) return null;
  return { ...empty, executable: true, why: null };
}
