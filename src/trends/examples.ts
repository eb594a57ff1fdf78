import type { ChangeReference, Examples, ExemplaryChange, NearTest } from '../model/example.js';
import type { Practice, TestFirstFinding } from '../model/finding.js';
import type { Judgement } from '../model/judgement.js';
import { counts } from '../model/refactoring-kinds.js';
import { isTakenUp } from '../model/review-feedback.js';

/** So many folders have an example of their own, those with the newest: others are shown that of a folder above. */
const FOLDERS = 100;

/** What changes have to learn from, gathered change by change, oldest first: of each folder the newest is kept. */
export class ExamplesCollected {
  readonly #changes = new Map<string, ExemplaryChange>();
  readonly #tests = new Map<string, NearTest>();

  add({ change, findings }: Judgement): void {
    const reference: ChangeReference = {
      id: change.id,
      number: change.number,
      title: change.title,
      mergedAt: new Date(change.mergedAt * 1000).toISOString(),
    };
    const show = (practice: Practice, file: string, why: string): void => {
      const folder = folderOf(file);
      put(this.#changes, `${practice} ${folder}`, { practice, folder, file, change: reference, why });
    };
    for (const finding of findings) {
      if (finding.practice === 'test-first') {
        if (finding.class === 'first' && finding.orderVisible)
          for (const unit of finding.units)
            if (unit.class === 'first') show('test-first', unit.file, 'its tests came before the code');
        this.#addTests(finding, reference);
      } else if (finding.practice === 'refactoring') {
        if (finding.pure === true)
          for (const { type, after } of finding.refactorings)
            if (counts(type)) show('refactoring', after.file, 'it refactors and does nothing else with it');
      } else
        for (const thread of finding.threads)
          if (thread.counts && isTakenUp(thread))
            show('review-feedback', thread.path, 'a thread of its review led to something');
    }
  }

  #addTests({ units }: TestFirstFinding, change: ChangeReference): void {
    for (const { file, test } of units) {
      if (test === null) continue;
      const folder = folderOf(file);
      put(this.#tests, folder, { folder, file, test, change });
    }
  }

  report(): Examples {
    const changes = (['test-first', 'refactoring', 'review-feedback'] as const).flatMap((practice) =>
      [...this.#changes.values()]
        .filter((it) => it.practice === practice)
        .reverse()
        .slice(0, FOLDERS),
    );
    return { changes, tests: [...this.#tests.values()].reverse().slice(0, FOLDERS) };
  }
}

/** Moves it to the end, so that the order is that of the newest. */
function put<Value>(into: Map<string, Value>, key: string, value: Value): void {
  into.delete(key);
  into.set(key, value);
}

const folderOf = (file: string): string => file.slice(0, Math.max(0, file.lastIndexOf('/')));
