import type { Rung, RungChange, Standing } from '../model/rung.js';
import { RUNG_WORDS } from '../reports/words.js';

/** The steps of the ladder, lowest first. All other rungs stand on one of these, and say how. */
const STEPS = ['baseline', 'early-win', 'holding', 'sustained', 'anchored'] as const;
type Step = (typeof STEPS)[number];

interface LadderStep {
  readonly step: Step;
  readonly state: 'passed' | 'here' | 'ahead';
  readonly says: string;
  readonly isWin: boolean;
}

/** The ladder with the step on which a trend stands. */
export function ladderOf(
  { rung }: Pick<Standing, 'rung'>,
  log: readonly RungChange[],
): readonly LadderStep[] {
  const [standsOn, words] = placeOf(rung, log);
  const here = STEPS.indexOf(standsOn);
  return STEPS.map((step, at) => ({
    step,
    state: at < here ? 'passed' : at === here ? 'here' : 'ahead',
    says: at === here ? words : step === 'baseline' ? step : RUNG_WORDS[step].name,
    isWin: step !== 'baseline' && RUNG_WORDS[step].isWin,
  }));
}

function placeOf(rung: Rung, log: readonly RungChange[]): [step: Step, words: string] {
  if (rung !== 'slipping') return [stepOf(rung) ?? 'baseline', RUNG_WORDS[rung].name];
  const from = stepOf(log.findLast(({ to }) => to === 'slipping')?.from ?? 'early-win') ?? 'early-win';
  return [from, `slipping from ${from === 'baseline' ? from : RUNG_WORDS[from].name}`];
}

const stepOf = (rung: Rung): Step | undefined => STEPS.find((step) => step === rung);
