import type { Intervention } from '../model/intervention.js';
import type { PracticeSettings, Settings } from '../model/settings.js';
import { pathPattern } from './pattern.js';
import type { WrittenSettings } from './schema.js';
import { dayAfter, shareOf } from './schema-parts.js';

/** What a configuration that is right means: patterns compiled, shares as numbers, null for what is not said. */
export function settingsFrom(written: WrittenSettings): Settings {
  const { tests, links, exclude, bots, vision, focus, practices, guidance, gate, report, digest } = written;
  return {
    tests: tests.map(pathPattern),
    links: links.map((link) => ({ code: pathPattern(link.code), tests: pathPattern(link.tests) })),
    exclude: exclude.map(pathPattern),
    attributes: [],
    bots: bots.map(pathPattern),
    vision: vision ?? null,
    focus: focus.map(({ name, paths, goal, by }) => ({
      name,
      paths: paths.map(pathPattern),
      goal: goal ?? null,
      by: by ?? null,
    })),
    practices: {
      'test-first': practiceFrom(practices['test-first']),
      refactoring: practiceFrom(practices.refactoring),
      'review-feedback': practiceFrom(practices['review-feedback']),
    },
    interventions: interventionsFrom(written),
    guidance: guidance.map(({ practice, title, link, note }) => ({
      practice,
      title,
      link: link ?? null,
      note: note ?? null,
    })),
    gate: gate ?? null,
    report,
    digest: { issue: digest.issue, to: digest.to ?? null },
  };
}

function practiceFrom(written: WrittenSettings['practices']['test-first']): PracticeSettings {
  const { target, baseline: { from, to } = {} } = written ?? {};
  return {
    target: target === undefined ? null : shareOf(target),
    baseline:
      from === undefined && to === undefined
        ? null
        : { from: from ?? null, to: to === undefined ? null : dayAfter(to) },
  };
}

/** Interventions and experiments in the order of their days; those of one day as they are written. */
function interventionsFrom({ interventions, experiments }: WrittenSettings): Intervention[] {
  return [
    ...interventions.map(({ kind, title, date, from, to, practice }) => ({
      kind,
      title,
      start: from ?? date ?? '',
      end: to ?? date ?? '',
      practice: practice ?? null,
      indicator: null,
      hypothesis: null,
      review: null,
    })),
    ...experiments.map(({ title, hypothesis, practice, indicator, start, review }) => ({
      kind: 'experiment' as const,
      title,
      start,
      end: start,
      practice,
      indicator: indicator ?? null,
      hypothesis,
      review,
    })),
  ].sort((a, b) => (a.start < b.start ? -1 : Number(a.start > b.start)));
}
