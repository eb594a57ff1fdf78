/**
 * A line that may say the name of a function, type, variable or parameter for the first time, in any of the languages:
 * a word that declares, an arrow, an assignment at its beginning, a body that is opened, two words before a bracket.
 * It is generous: a line that it takes for one costs a parse, one that it misses would cost a refactoring.
 */
const DECLARES =
  /\b(?:function|class|interface|type|enum|struct|union|trait|impl|def|fun|func|fn|module|namespace|record|object|const|let|var|val|static|public|private|protected|internal|override|abstract|async|define)\b|=>|:=|^[\w.,* \t"'[\]]+=(?!=)|\)[^;\n]{0,80}\{[ \t\r]*$|^[ \t]*(?!(?:return|throw|raise|await|yield|else|elif|new|delete|case|when|and|or|not|in|from|import|goto|assert)\b)[\w<>[\].:&*?]+[ \t]+[\w&*]+[ \t]*[(;,{]/m;

/**
 * Whether lines that came or went may declare something. A file of which none does can neither be renamed in, moved to
 * or from, nor extracted in (4-refactoring): it need not be parsed.
 */
export const declares = (lines: string): boolean => DECLARES.test(lines);

/** A text in quotes that can hold no code, a name with all that may belong to it, a number, any other sign. */
const SIGN = /'[^'\\{#$\n]*'|"[^"\\{#$\n]*"|[A-Za-z_$\u0080-\uffff][\w$\u0080-\uffff]*|\d[\w.]*|\S/g;

/**
 * Whether the lines that went and those that came are the same, one by one, but for numbers and texts in quotes: a
 * version, a limit, a message. Nothing is renamed, moved or cut by that.
 */
export function onlyValuesDiffer(removed: string, added: string): boolean {
  const [went, came] = [removed, added].map((text) => text.replace(/\n$/, '').split('\n'));
  if (went === undefined || came === undefined || went.length !== came.length) return false;
  return went.every((line, at) => {
    const other = came[at] ?? '';
    // The same line again stands elsewhere now, and one that is indented otherwise belongs to another block.
    return line.trim() !== other.trim() && withoutValues(line) === withoutValues(other);
  });
}

/** A line with a mark for each value; as it is where quotes don't pair up. */
function withoutValues(line: string): string {
  if (line.split("'").length % 2 === 0 || line.split('"').length % 2 === 0) return line;
  // What a colon follows is a key: a name like any other.
  return line.replace(SIGN, (sign, at: number) =>
    /^['"]/.test(sign) && sign.length > 1 && !/^\s*:/.test(line.slice(at + sign.length, at + sign.length + 9))
      ? "''"
      : /^\d/.test(sign)
        ? '0'
        : sign,
  );
}
