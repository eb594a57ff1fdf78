import type { Language } from './languages/index.js';
import { mask } from './mask.js';
import type { Source } from './source.js';

/** Text without what may differ between two layouts of the same code. */
const withoutForm = (text: string): string => text.replace(/[\s,;]+/g, '').replace(/['"`]/g, '"');

/** The text without its comments, strings as they are. */
function withoutComments(text: string, masked: string): string {
  let kept = '';
  let from = 0;
  for (let at = 0; at <= text.length; at += 1) {
    const comment = at === text.length || (masked.charCodeAt(at) === 32 && text.charCodeAt(at) > 32);
    if (!comment) continue;
    kept += text.slice(from, at);
    from = at + 1;
  }
  return kept;
}

const codeOf = (text: string, language: Language): string => withoutComments(text, mask(text, language));

const addedCode = (line: number, source: Source): string =>
  withoutComments(source.line(line), source.masked(line));

/** True when what went and what came are the same code in another layout, comments aside. */
export function sameButForm(
  removed: string,
  lines: readonly number[],
  source: Source,
  language: Language,
): boolean {
  if (removed === '' || differAtOnce(removed, lines, source, language)) return false;
  const went = withoutForm(codeOf(removed, language));
  // Where only comments went and only comments came, what came is told apart below.
  return went !== '' && went === withoutForm(lines.map((line) => addedCode(line, source)).join('\n'));
}

const isForm = (char: number): boolean =>
  char === 32 || (char >= 9 && char <= 13) || char === 44 || char === 59 || char === 160;

/**
 * True when what went and what came differ before any comment or string could begin: most edits do, and then nothing
 * has to be told apart.
 */
function differAtOnce(
  removed: string,
  lines: readonly number[],
  source: Source,
  { triggers }: Language,
): boolean {
  const undecided = (char: string): boolean =>
    char !== '' && (triggers.includes(char) || '"\'`'.includes(char));
  let at = 0;
  for (const number of lines) {
    const line = source.line(number);
    const masked = source.masked(number);
    for (let here = 0; here < line.length; here += 1) {
      if (isForm(line.charCodeAt(here))) continue;
      // It is in a comment that began above.
      if (masked.charCodeAt(here) === 32) return false;
      while (isForm(removed.charCodeAt(at))) at += 1;
      const [came, went] = [line.charAt(here), removed.charAt(at)];
      if (undecided(came) || undecided(went)) return false;
      if (came !== went) return true;
      at += 1;
    }
  }
  return false;
}

/** True when what went and what came differ in the types of signatures and declarations, and in nothing else. */
export function onlyTypesDiffer(
  removed: string,
  code: () => readonly number[],
  source: Source,
  language: Language,
): boolean {
  const untyped = UNTYPED[language.name];
  if (untyped === undefined || removed === '') return false;
  const strip = (text: string): string => {
    const plain = language.name === 'TypeScript' ? withoutFunctionCasts(text) : text;
    return withoutForm(plain.split('\n').map(untyped).join('\n'));
  };
  const first = removed.slice(0, removed.indexOf('\n') + 1);
  const [wentFirst, cameFirst] = [codeOf(first, language), addedCode(code()[0] ?? 0, source)];
  if (!OPEN_CAST.test(wentFirst) && !OPEN_CAST.test(cameFirst)) {
    const [went, came] = [strip(wentFirst), strip(cameFirst)];
    if (!went.startsWith(came) && !came.startsWith(went)) return false;
  }
  const went = strip(codeOf(removed, language));
  return (
    went !== '' &&
    went ===
      strip(
        code()
          .map((line) => addedCode(line, source))
          .join('\n'),
      )
  );
}

/** A word at a line's beginning that lets everybody see what is declared there. */
const SEEN_BY_ALL: Record<string, RegExp> = {
  JavaScript: /^[ \t]*export[ \t]+(?=[\w$])(?!default\b)/gm,
  TypeScript: /^[ \t]*export[ \t]+(?=[\w$])(?!default\b)/gm,
  Java: /^[ \t]*public[ \t]+(?=\w)/gm,
  Kotlin: /^[ \t]*public[ \t]+(?=\w)/gm,
  'C#': /^[ \t]*public[ \t]+(?=\w)/gm,
  Swift: /^[ \t]*public[ \t]+(?=\w)/gm,
  Rust: /^[ \t]*pub(?:\([\w: ]{1,60}\))?[ \t]+(?=\w)/gm,
};

/** True when fewer may see what is declared, and nothing else changed. What more may see is new to them: that counts. */
export function onlySeenByFewer(
  removed: string,
  code: () => readonly number[],
  source: Source,
  language: Language,
): boolean {
  const word = SEEN_BY_ALL[language.name];
  if (word === undefined || removed.search(word) === -1) return false;
  const came = code().map((line) => addedCode(line, source));
  return withoutForm(codeOf(removed, language).replace(word, '')) === withoutForm(came.join('\n'));
}

/** A cast that goes on over several lines. */
const OPEN_CAST = /\bas[ \t]{1,4}[(<][ \t]{0,4}$/m;

/** No cast is longer than this, in characters. */
const LONGEST_CAST = 2_000;

/** Text of TypeScript without `as (…) => …` over several lines: such a cast reaches to the statement's end. */
function withoutFunctionCasts(text: string): string {
  let kept = '';
  let from = 0;
  for (const { index } of text.matchAll(/\bas[ \t]{1,4}[(<][ \t]{0,4}\n/g)) {
    if (index < from) continue;
    const cast = text.slice(index, index + LONGEST_CAST);
    const end = cast.indexOf(';\n');
    if (end === -1 || !cast.slice(0, end).includes(') =>')) continue;
    kept += text.slice(from, index);
    from = index + end;
  }
  return kept + text.slice(from);
}

/** `Map<K, List<V>>` without what stands in its angles, from the innermost outwards. No comparison is written so. */
function withoutTypeArguments(line: string): string {
  if (line.length > 500) return line;
  let text = line;
  for (let depth = 0; depth < 4; depth += 1) {
    const next = text.replace(/(^|[\w\s.])<(?=[\w?@>])[\w\s,.?[\]@*]*>/g, '$1');
    if (next === text) break;
    text = next;
  }
  return text;
}

/** A line without its type annotations, for the languages in which types can be left out. Others need no such rule. */
const UNTYPED: Record<string, (line: string) => string> = {
  // Erased when it is compiled: arguments of types never change what is executed. Kotlin's may be kept.
  Java: (line) => withoutTypeArguments(line),
  TypeScript: (annotated) => {
    const line =
      annotated.length > 500
        ? annotated
        : annotated.replace(/\s+as\s+(?:const\b|[A-Z][\w.]*(?:<[\w.,| ]*>)?(?:\[\])*)/g, '');
    if (line.length > 500 || /\?[^:.]*:.*\?|\? /.test(line)) return line;
    const declaration =
      /^(\s*(?:(?:export|public|private|protected|static|readonly|declare|override)\s+)*(?:const|let|var)?\s*[\w$]+)[?!]?:[^=({]*(=|;?\s*$)/;
    if (
      /\bfunction\b|=>|^\s*(?:(?:public|private|protected|static|async|override|get|set)\s+)*[\w$]+\s*(?:<[^>]*>)?\([^{]*\)\s*(?::[^=]*)?\{?\s*$/.test(
        line,
      )
    ) {
      return line.replace(/<[\w\s,.|&[\]]*>/g, '').replace(/[?!]?:\s*[\w$.<>[\]|&\s"']+(?=[,)={]|$)/g, '');
    }
    return line.replace(declaration, '$1$2');
  },
  Python: (line) => {
    if (line.length > 500) return line;
    if (/^[ \t]*(?:async\s+)?def\b|^\s+\w+\s*:[^=]*(?:=.*)?,\s*$|^\s*\)\s*(?:->.*)?:\s*$/.test(line)) {
      return line.replace(/->[^:]+(?=:)/, '').replace(/(\w)\s*:\s*[\w.[\]|\s"']+(?=[,=)])/g, '$1');
    }
    return line.replace(/^(\s*[\w.]+)\s*:\s*[\w.[\]|,\s"']+(?==)/, '$1');
  },
};
