import type { Change } from '../model/change.js';
import type { ChangeIndex } from '../model/change-index.js';
import type { TestFirstClass } from '../model/finding.js';
import type { Observation } from '../model/observation.js';

interface Counts {
  readonly at: number[];
  readonly x: number[];
  readonly n: number[];
}

/** An index that grows change by change, oldest first. */
export class IndexDraft {
  readonly #ids: string[] = [];
  readonly #mergedAt: number[] = [];
  readonly #classes: TestFirstClass[] = [];
  readonly #areas = new Map<string, number[]>();
  readonly #counted = new Map<string, Counts>();

  add(
    { id, mergedAt }: Pick<Change, 'id' | 'mergedAt'>,
    name: TestFirstClass,
    { observations, areas }: { observations: readonly Observation[]; areas: readonly string[] },
  ): void {
    const position = this.#ids.length;
    this.#ids.push(id);
    this.#mergedAt.push(mergedAt);
    this.#classes.push(name);
    for (const area of areas) {
      const at = this.#areas.get(area) ?? [];
      at.push(position);
      this.#areas.set(area, at);
    }
    for (const { indicator, x } of observations) {
      const counts = this.#counted.get(indicator) ?? { at: [], x: [], n: [] };
      this.#counted.set(indicator, counts);
      if (counts.at.at(-1) !== position) {
        counts.at.push(position);
        counts.x.push(0);
        counts.n.push(0);
      }
      const last = counts.at.length - 1;
      counts.x[last] = (counts.x[last] ?? 0) + x;
      counts.n[last] = (counts.n[last] ?? 0) + 1;
    }
  }

  finish(): ChangeIndex {
    return {
      ids: this.#ids,
      mergedAt: this.#mergedAt,
      classes: this.#classes,
      areas: [...this.#areas].map(([name, at]) => ({ name, at })),
      counted: [...this.#counted].map(([indicator, counts]) => ({ indicator, ...counts })),
    };
  }
}
