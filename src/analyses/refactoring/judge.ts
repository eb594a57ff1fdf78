import type { Change } from '../../model/change.js';
import type { FoundRefactoring, RefactoringFinding } from '../../model/finding.js';
import type { NotAnalysed } from '../../model/refactoring.js';
import { counts } from '../../model/refactoring-kinds.js';
import { chained } from './chains.js';
import { type Detection, isTidy } from './detect.js';

/** What a comparison said of the files that were meant. */
export interface Comparison extends Pick<Detection, 'refactorings' | 'files'> {
  readonly notAnalysed: readonly NotAnalysed[];
  /** Files of a language that is looked at, with those that could not be analysed. */
  readonly looked: number;
  /** Those of them that could not be analysed. */
  readonly missed: number;
}

/** All that is known when a change is judged. */
export interface RefactoringInput {
  readonly change: Change;
  /** Its own commits, oldest first. */
  readonly commits: readonly {
    readonly sha: string;
    readonly subject: string;
    readonly compared: Comparison;
  }[];
  /** Base against head, where that is more than one commit. */
  readonly net: Comparison | null;
  /** Lines that came and went, by whatever git counts. */
  readonly changedLines: number;
  /** How many commits lie between this change and the last one that was made test first; null when there is none. */
  readonly sinceTestFirst: number | null;
}

/** Red, green, refactor: the third step comes within so many commits (4-refactoring, measure 3). */
const FOLLOWS = 5;

/** Words by which a change calls itself a refactoring. They are held against what is found, never taken for it. */
const SAYS = /\brefactor/i;

/** Judges one change by the definition in docs/refactoring.md. */
export function judge({
  change,
  commits,
  net,
  changedLines,
  sinceTestFirst,
}: RefactoringInput): RefactoringFinding {
  const says = SAYS.test(change.title) || commits.some(({ subject }) => SAYS.test(subject));
  const notAnalysed = allOnce([...commits.map(({ compared }) => compared), ...(net ? [net] : [])]);
  const none = {
    practice: 'refactoring',
    class: 'not-applicable',
    refactorings: [],
    pure: null,
    followsTestFirst: false,
    says,
    changedLines,
    notAnalysed,
  } as const;
  const without = whyNotJudged(change, commits);
  if (without !== null) return { ...none, reasons: [without, ...leftOut(notAnalysed)] };

  const refactorings = together(commits, net);
  const counted = refactorings.filter(({ type }) => counts(type));
  if (counted.length === 0) {
    const reason = 'no refactoring of a function, type or file was found';
    return { ...none, class: 'none', refactorings, reasons: [reason, ...leftOut(notAnalysed)] };
  }
  const follows = sinceTestFirst !== null && sinceTestFirst <= FOLLOWS;
  const pure = notAnalysed.length > 0 ? null : onlyRefactors(commits, net);
  return {
    ...none,
    class: 'refactored',
    refactorings,
    pure,
    followsTestFirst: follows,
    reasons: [
      `${counted.length} ${counted.length === 1 ? 'refactoring' : 'refactorings'} of functions, types or files`,
      pureReason(pure, commits.length),
      ...(follows ? [`within ${FOLLOWS} commits of a change that was made test first`] : []),
      ...leftOut(notAnalysed),
    ],
  };
}

function whyNotJudged(change: Change, commits: RefactoringInput['commits']): string | null {
  if (change.cutOff) return 'a shallow clone ends here: what this commit changed is not known';
  if (change.bot) return 'made by a bot';
  const looked = commits.reduce((sum, { compared }) => sum + compared.looked, 0);
  if (looked === 0) return 'no file of a language that is looked at';
  const missed = commits.reduce((sum, { compared }) => sum + compared.missed, 0);
  return missed >= looked ? 'none of its files could be analysed' : null;
}

/** What each commit did, and what only shows when they are taken together. */
function together(commits: RefactoringInput['commits'], net: Comparison | null): FoundRefactoring[] {
  const found: FoundRefactoring[] = commits.flatMap(({ sha, compared }) =>
    compared.refactorings.map((refactoring) => ({ ...refactoring, commit: sha })),
  );
  const key = ({ type, name, after }: Pick<FoundRefactoring, 'type' | 'name' | 'after'>): string =>
    `${type} ${name.before} ${name.after} ${after.file}`;
  const known = new Set(found.map(key));
  if (net === null) return found;
  const isChain = chained(commits.map(({ compared }) => compared.refactorings));
  const more = net.refactorings.filter((it) => !known.has(key(it)) && !isChain(it));
  return [...found, ...more.map((refactoring) => ({ ...refactoring, commit: null }))];
}

/** Taken together it only refactors, or every commit with a refactoring does nothing else. */
function onlyRefactors(commits: RefactoringInput['commits'], net: Comparison | null): boolean {
  if (net !== null && isTidy(net) === true) return true;
  const each = commits.map(({ compared }) => isTidy(compared)).filter((tidy) => tidy !== null);
  return each.length > 0 && each.every((tidy) => tidy);
}

function pureReason(pure: boolean | null, commits: number): string {
  if (pure === null) return 'whether it does nothing else is not known: not all of its files were analysed';
  if (!pure) return 'with other changes among them';
  return commits > 1 ? 'in commits that only refactor' : 'and nothing else';
}

const allOnce = (comparisons: readonly Comparison[]): NotAnalysed[] => [
  ...new Map(comparisons.flatMap(({ notAnalysed }) => notAnalysed).map((it) => [it.file, it])).values(),
];

/** So many files are named where there may be thousands. */
const TOLD = 3;

/** What was not analysed, a line a reason. */
function leftOut(notAnalysed: readonly NotAnalysed[]): string[] {
  const byReason = new Map<string, string[]>();
  for (const { file, why } of notAnalysed) {
    const files = byReason.get(why);
    if (files) files.push(file);
    else byReason.set(why, [file]);
  }
  return [...byReason].map(([why, files]) => {
    const more = files.length > TOLD ? ` and ${files.length - TOLD} more` : '';
    return `not analysed: ${files.slice(0, TOLD).join(', ')}${more}: ${why}`;
  });
}
