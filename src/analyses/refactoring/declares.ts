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
