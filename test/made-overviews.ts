import type { IndicatorOverview, RepositoryOverview } from '../src/model/overview.js';
import type { Guard, Rung } from '../src/model/rung.js';
import type { DigestSource } from '../src/reports/digest.js';
import { madeStanding } from './made-reports.js';

/** Test-first observed on a rung. */
export const onRung = (
  rung: Rung,
  over: Partial<IndicatorOverview> = {},
  guards: readonly Guard[] = [],
): IndicatorOverview => ({
  name: 'test-first.observed',
  practice: 'test-first',
  title: 'test-first observed',
  x: 30,
  n: 60,
  lower: 0.38,
  upper: 0.62,
  people: null,
  standing: madeStanding(rung, { since: '2026-11-02', guards }),
  recent: [],
  log: [],
  ...over,
});

/** What is kept of a repository for pages about many. */
export const madeOverview = (over: Partial<RepositoryOverview> = {}): RepositoryOverview => ({
  name: 'shop',
  vision: null,
  changes: 120,
  indicators: [],
  focus: [],
  interventions: [],
  ...over,
});

export const madeSource = (
  name: string,
  overview: Partial<RepositoryOverview> | null,
  over: Partial<DigestSource> = {},
): DigestSource => ({
  name: `acme/${name}`,
  url: `https://holdfast.example/r/acme/${name}`,
  overview: overview === null ? null : madeOverview({ name: `acme/${name}`, ...overview }),
  steps: [],
  ...over,
});
