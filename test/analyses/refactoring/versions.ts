import {
  codeTree,
  type Detection,
  refactoringsBetween,
  type SourceFile,
} from '../../../src/analyses/refactoring/index.js';
import { grammarFor } from '../../../src/parsing/grammars/index.js';
import { parserFor } from '../../../src/parsing/parser.js';

async function sources(texts: Readonly<Record<string, string>>): Promise<SourceFile[]> {
  return Promise.all(
    Object.entries(texts).map(async ([path, text]) => {
      const grammar = grammarFor(path);
      if (grammar === undefined) throw new Error(`no grammar for ${path}`);
      const parse = await parserFor(grammar);
      return { path, tree: codeTree(text, parse(text)) };
    }),
  );
}

/** What the detector says of two versions, given as paths and texts. */
export async function between(
  before: Readonly<Record<string, string>>,
  after: Readonly<Record<string, string>>,
): Promise<Detection> {
  return refactoringsBetween(await sources(before), await sources(after));
}

/** A refactoring in one line, for comparing. */
export const short = ({ refactorings }: Detection): string[] =>
  refactorings.map(({ type, name }) => `${type} ${name.before} → ${name.after}`);
