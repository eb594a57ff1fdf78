import type { Finding, Practice } from '../model/finding.js';
import type { Indicator, Observation } from '../model/observation.js';
import * as testFirst from './test-first/index.js';

interface Analysis {
  readonly practice: Practice;
  readonly indicators: readonly Indicator[];
  readonly observe: (finding: Finding) => readonly Observation[];
}

/** The table of analyses. What reads findings goes through it, so that a practice is added here and nowhere else. */
export const analyses: readonly Analysis[] = [
  { practice: 'test-first', indicators: testFirst.indicators, observe: testFirst.observe },
];
