import type { PathPattern, Settings } from '../../model/settings.js';
import { type Language, languageOf } from './languages/index.js';

/** What a file is to this practice, as far as its path tells. */
export type Role =
  | { readonly role: 'production' | 'test'; readonly language: Language }
  | { readonly role: 'left-out'; readonly why: string };

const leftOut = (why: string): Role => ({ role: 'left-out', why });

const LOCK_FILES =
  /(?:^|\/)(?:package-lock\.json|npm-shrinkwrap\.json|yarn\.lock|pnpm-lock\.yaml|bun\.lockb?|Cargo\.lock|Gemfile\.lock|poetry\.lock|uv\.lock|Pipfile\.lock|composer\.lock|go\.sum|packages\.lock\.json|Package\.resolved|gradle\.lockfile|deno\.lock)$/;

/** Folders whose files are never judged, by the whole name of the folder. First that fits wins. */
const FOLDERS: readonly (readonly [RegExp, string])[] = [
  [
    /^(?:node_modules|vendor|vendored|third[_-]?party|bower_components|Pods|Carthage|extern|external|deps)$/i,
    'vendored',
  ],
  [/^(?:dist|out|generated|__generated__|gen|\w+_dist|target|coverage)$/i, 'generated'],
  [/^__snapshots__$/, 'snapshot'],
  [/^(?:docs?|documentation|website|site|www|blog|docs[_-]\w+|docs-src)$/i, 'documentation'],
  [/^(?:examples?|samples?|demos?|tutorials?|snippets)$/i, 'example'],
  [/^(?:bench|benchmarks?|perf|performance|microbenchmarks?)$/i, 'benchmark'],
  [/^(?:migrations?|migrate)$/i, 'migration'],
  [/^\.[\w-]/, 'configuration'],
  [/^(?:buildSrc|build-logic|eng)$/, 'configuration'],
];

const FILES: readonly (readonly [RegExp, string])[] = [
  [
    /(?:\.min\.(?:js|css)|[._-]generated\.\w+|\.g(?:en)?\.\w+|\.pb\.\w+|_pb2(?:_grpc)?\.py|\.pb\.go|_generated\.\w+|\.[Dd]esigner\.cs|\.bundle\.js)$/,
    'generated',
  ],
  [/\.snap$/, 'snapshot'],
  [/\.d\.[cm]?ts$/, 'type declarations'],
  [
    /^(?:\..*|.*\.config\.\w+|.*\.conf\.\w+|.*rc\.[cm]?js|[Gg]runtfile\.\w+|[Gg]ulpfile\.\w+|setup\.py|noxfile\.py|tasks\.py|build\.rs|Package\.swift|Rakefile|Gemfile|.*\.gradle\.kts|.*\.gemspec|karma\.\w+\.js|AssemblyInfo\.cs|GlobalSuppressions\.cs|module-info\.java|build\.cake|jest\.setup\.\w+|vitest\.(?:setup|workspace)\.\w+)$/,
    'configuration',
  ],
];

/** Gemfiles by version of what they are for; deeper in such folders may be code. */
const GEMFILES = /(?:^|\/)(?:gemfiles|gems)\/[^/]+\.rb$/;

/** Folders of tests and of what only tests use. */
const TEST_FOLDERS =
  /^(?:tests?|__tests?__|specs?|__mocks__|mocks|fixtures?|__fixtures__|testdata|test[_-]?(?:data|utils?|helpers?|support|fixtures?|resources|cases)|e2e|cypress|integration[_-]?tests?|unit[_-]?tests?|functional[_-]?tests?|testing|[\w.]+[._-](?:tests?|specs?|unittests|integrationtests|testutils|testhelpers|testing|testing-support|test-support|testkit))$/i;
/** Folders in one word, as Gradle and Swift name them. */
const TEST_FOLDERS_IN_CAMEL_CASE = /^[\w.]*[a-z](?:Test|Tests|TestFixtures|Specs)$/;

/** Words that end in `test` without being about tests. */
const NOT_TESTS = /^(?:latest|contest|attest|protest|greatest|fastest|newest|oldest|closest|manifest)$/i;

const isTestFolder = (name: string): boolean =>
  TEST_FOLDERS.test(name) || TEST_FOLDERS_IN_CAMEL_CASE.test(name);

const firstMatch = (patterns: readonly PathPattern[], path: string): PathPattern | undefined =>
  patterns.find((pattern) => pattern.matches(path));

/** A history touches the same files again and again; more than these are begun anew. */
const MOST_KNOWN = 50_000;
const known = new WeakMap<Settings, Map<string, Role>>();

/** The role of a file by its path and the configuration. What its content says (generated, no code) comes later. */
export function roleOf(path: string, settings: Settings): Role {
  let roles = known.get(settings);
  if (roles === undefined || roles.size >= MOST_KNOWN) {
    roles = new Map();
    known.set(settings, roles);
  }
  let role = roles.get(path);
  if (role === undefined) {
    role = roleBy(path, settings);
    roles.set(path, role);
  }
  return role;
}

function roleBy(path: string, settings: Settings): Role {
  const excluded = firstMatch(settings.exclude, path);
  if (excluded !== undefined) return leftOut(`excluded by the configuration (${excluded.source})`);
  const language = languageOf(path);
  if (language !== null && firstMatch(settings.tests, path) !== undefined) return { role: 'test', language };
  const said = new Map<string, boolean | null>();
  for (const { pattern, why, holds } of settings.attributes) if (pattern.matches(path)) said.set(why, holds);
  for (const [why, holds] of said) if (holds) return leftOut(why);
  if (LOCK_FILES.test(path)) return leftOut('lock file');
  if (GEMFILES.test(path)) return leftOut('configuration');
  const folders = path.split('/');
  const file = folders.pop() ?? '';
  const test = folders.some(isTestFolder) || isTestName(file, language);
  for (const [pattern, why] of FOLDERS) {
    // What only tests use may be kept in a folder of samples; it is still theirs.
    if (
      said.get(why) !== false &&
      folders.some((folder) => pattern.test(folder)) &&
      !(test && (why === 'example' || why === 'migration'))
    ) {
      return leftOut(why);
    }
  }
  for (const [pattern, why] of FILES) if (pattern.test(file) && !test) return leftOut(why);
  if (/\.snap$/.test(file)) return leftOut('snapshot');
  if (language === null) return leftOut('not source code');
  return { role: test ? 'test' : 'production', language };
}

function isTestName(file: string, language: Language | null): boolean {
  if (/^conftest\.py$/.test(file)) return true;
  if (language === null) return false;
  const stem = file.slice(0, file.lastIndexOf('.'));
  return language.testNames.some((pattern) => pattern.test(stem)) && !NOT_TESTS.test(stem);
}

/** Machine-made files say so in their first lines. */
const GENERATED =
  /@generated\b|\bcode generated by\b|\bdo not edit\b|\bauto-?generated\b|\bthis file (?:is|was) generated\b/i;

/** Why a file's content makes it no work of hands; null when it doesn't. */
export function contentLeavesOut(text: string): string | null {
  const head = text.slice(0, 1000).split('\n', 8).join('\n');
  return GENERATED.test(head) ? 'generated' : null;
}
