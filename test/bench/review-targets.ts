import type { CommentReading } from '../../src/analyses/review-feedback/comment.js';
import { lineChanged } from '../../src/analyses/review-feedback/line-changed.js';

/** A labelled comment of the development data; which labels it has depends on the file. */
export interface Row {
  readonly text: string;
  readonly diffHunk?: string;
  readonly laterFileDiff?: string;
  readonly informative?: boolean;
  readonly purpose?: string;
  readonly polarity?: string;
  readonly outdated?: boolean;
}

export interface Target {
  readonly name: string;
  readonly file: string;
  /** Which label is taken for it. */
  readonly means: string;
  readonly labelled: (row: Row) => boolean;
  readonly said: (row: Row, reading: CommentReading) => boolean;
}

export const targets: readonly Target[] = [
  {
    name: 'informative',
    file: 'informativeness',
    means: 'informative',
    labelled: ({ informative }) => informative === true,
    said: (_, reading) => reading.informative,
  },
  {
    name: 'question',
    file: 'purpose',
    means: 'purpose is discussion_trigger',
    labelled: ({ purpose }) => purpose === 'discussion_trigger',
    said: (_, reading) => reading.question,
  },
  {
    name: 'request',
    file: 'purpose',
    means: 'purpose is change_request',
    labelled: ({ purpose }) => purpose === 'change_request',
    said: (_, reading) => reading.request,
  },
  {
    name: 'acknowledgement',
    file: 'purpose',
    means: 'purpose is acknowledgement',
    labelled: ({ purpose }) => purpose === 'acknowledgement',
    said: (_, reading) => reading.acknowledgement,
  },
  {
    name: 'praise',
    file: 'praise',
    means: 'polarity is positive, against neutral and negative',
    labelled: ({ polarity }) => polarity === 'positive',
    said: (_, reading) => reading.praise,
  },
  {
    name: 'line changed',
    file: 'uptake',
    means: 'outdated, as GitHub says',
    labelled: ({ outdated }) => outdated === true,
    said: ({ diffHunk = '', laterFileDiff = '' }) => lineChanged(diffHunk, laterFileDiff) === true,
  },
];

/** How what was said fits what was labelled. */
export class Confusion {
  private readonly counts = { tp: 0, fp: 0, fn: 0, tn: 0 };

  add(labelled: boolean, said: boolean): void {
    this.counts[labelled ? (said ? 'tp' : 'fn') : said ? 'fp' : 'tn'] += 1;
  }

  line(): string {
    const { tp, fp, fn, tn } = this.counts;
    const n = tp + fp + fn + tn;
    const root = Math.sqrt((tp + fp) * (tp + fn) * (tn + fp) * (tn + fn));
    const majority = Math.max(tp + fn, tn + fp) / n;
    return [
      `n ${String(n).padStart(4)}`,
      `precision ${ratio(tp, tp + fp)}`,
      `recall ${ratio(tp, tp + fn)}`,
      `F1 ${ratio(2 * tp, 2 * tp + fp + fn)}`,
      `F1 of the others ${ratio(2 * tn, 2 * tn + fp + fn)}`,
      `MCC ${ratio(tp * tn - fp * fn, root)}`,
      `right ${ratio(tp + tn, n)}`,
      `(majority: right ${ratio(majority, 1)}, F1 ${2 * (tp + fn) > n ? ratio(2 * (tp + fn), n + tp + fn) : '.000'}, MCC .000)`,
    ].join('  ');
  }
}

export const ratio = (x: number, n: number): string => (n === 0 ? '–' : (x / n).toFixed(3).replace(/^0/, ''));
