import type { Reference } from '../languages/index.js';
import { standsIn } from '../source.js';
import { family, type Linkable } from './linkable.js';
import { memberOf, plain, testStem } from './names.js';
import { baseOf, folderOf, SCRIPT_ENDING } from './paths.js';

/** True when nothing speaks against it: no two members of a workspace, no two folders that are packages. */
export function samePackage(code: Linkable, test: Linkable): boolean {
  const [here, there] = [memberOf(code), memberOf(test)];
  if (here !== null && there !== null && here !== there) return false;
  // In Go a folder is a package, and its tests are in it.
  return family(code.language) !== 'Go' || folderOf(code.path) === folderOf(test.path);
}

/** An import of what only tests use. */
const isOfTests = (to: string): boolean =>
  /(?:^|[/:])(?:\w+[.-])*(?:helpers?|fixtures?|tests?|spec|mocks?|support|setup|utils?)(?:[./-]|$)/i.test(to);
/** An import of the package as a whole. */
const isPublicEntry = (to: string): boolean =>
  /^(?:\.\.?\/)*(?:\.\.?|(?:src|lib)?\/?(?:index(?:\.\w+)?)?)$/.test(to);

/** A test and the code of its lines that were edited. */
export interface EditedTest extends Linkable {
  readonly testLines: string;
}

/**
 * True when a test names no file of the project of some code: it works through the public entry (a command, a request,
 * the package as a whole), so that the better rungs cannot link it to anything. In a file with several tests the edited
 * lines decide: they use the public entry, and nothing that the file takes from elsewhere in the project.
 */
export function namesNothing(test: EditedTest, code: Linkable): boolean {
  const references = test.source?.references() ?? null;
  if (references === null) return false;
  if (family(test.language) === 'Rust') return true;
  const kinds = KINDS_OF_REFERENCE[family(test.language)];
  if (kinds === undefined) return false;
  // What a test is named after is no helper of it, whatever it is called.
  const subjectOf = (to: string): boolean =>
    plain(baseOf(to).replace(SCRIPT_ENDING, '')) === plain(testStem(test));
  const files = references.filter(
    ({ to }) => kinds(to, code) === 'file' || (kinds(to, code) === 'helper' && subjectOf(to)),
  );
  const entries = references.filter(({ to }) => kinds(to, code) === 'entry');
  // A command can be started from anywhere; a module of Python must be imported.
  if (files.length === 0) return entries.length > 0 || family(test.language) !== 'Python';
  const uses = ({ names }: Reference): boolean =>
    names?.some((name) => standsIn(test.testLines, name)) ?? true;
  return (
    !files.some((file) => uses(file) || file.names?.includes('default')) &&
    entries.some(({ to, names }) => (names === null ? standsIn(test.testLines, to) : uses({ to, names })))
  );
}

/** True when a test is named after what it imports: it is about that, not about others of the package. */
export function hasSubject(test: Linkable): boolean {
  if (test.language.linking !== 'paths') return false;
  const stem = plain(testStem(test));
  const last = (to: string): string => baseOf(to).replace(SCRIPT_ENDING, '').replace(/^.*\./, '');
  return test.source?.references().some(({ to }) => /[./]/.test(to) && plain(last(to)) === stem) ?? false;
}

/** What a reference names of the project that some code is in. */
const KINDS_OF_REFERENCE: Record<string, (to: string, code: Linkable) => 'file' | 'entry' | 'helper' | null> =
  {
    TypeScript: (to) => {
      if (!/^(?:\.|file:)/.test(to)) return null;
      if (isOfTests(to)) return 'helper';
      return isPublicEntry(to) ? 'entry' : 'file';
    },
    Python: (to, code) => {
      if (!code.path.split('/').includes(to.split('.')[0] ?? '')) return null;
      return to.includes('.') ? 'file' : 'entry';
    },
  };
