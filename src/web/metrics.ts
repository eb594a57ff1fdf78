import { Gauge, Registry } from 'prom-client';
import type { Measures } from '../jobs/app/measures.js';

/** The measures in the text format of Prometheus. A registry of its own: what other libraries count is not ours to show. */
export function metricsText(measures: Measures): Promise<string> {
  const registry = new Registry();
  const gauge = (
    name: string,
    help: string,
    values: readonly (readonly [number, Record<string, string>?])[],
  ): void => {
    const labelNames = Object.keys(values[0]?.[1] ?? {});
    const made = new Gauge({ name: `holdfast_${name}`, help, labelNames, registers: [registry] });
    for (const [value, labels] of values) made.set(labels ?? {}, value);
  };
  const { inbox, outbox, issues, queue, limits, imports } = measures;
  gauge('inbox_waiting', 'Deliveries that are stored and not yet handled', [[inbox.waiting]]);
  gauge('inbox_lag_seconds', 'How long the oldest of them has waited', [[inbox.lagSeconds]]);
  gauge('inbox_dead', 'Deliveries that were given up; holdfast doctor --revive gives them another go', [
    [inbox.dead],
  ]);
  gauge('outbox_waiting', 'Checks that are to be posted', [[outbox.waiting]]);
  gauge('outbox_dead', 'Checks that were given up', [[outbox.dead]]);
  gauge(
    'issues',
    'Issues that the app keeps up to date, by what they are of: to be written, written, or given up',
    issues.flatMap(({ kind, waiting, written, dead }) => [
      [waiting, { kind, state: 'waiting' }] as const,
      [written, { kind, state: 'written' }] as const,
      [dead, { kind, state: 'dead' }] as const,
    ]),
  );
  gauge('queue_jobs', 'Jobs of the queue, by what they do', [
    [queue.waiting, { state: 'waiting' }],
    [queue.running, { state: 'running' }],
    [queue.dead, { state: 'dead' }],
  ]);
  gauge(
    'github_rate_limit_left',
    'What is left of a limit of GitHub, as its last answer said',
    limits.map(({ whose, bucket, left }) => [left, { installation: String(whose), bucket }]),
  );
  gauge(
    'import_done',
    'Pull requests whose conversations were read',
    imports.map(({ repository, done }) => [done, { repository: String(repository) }]),
  );
  gauge(
    'import_total',
    'Pull requests whose conversations are to be read',
    imports.map(({ repository, total }) => [total, { repository: String(repository) }]),
  );
  return registry.metrics();
}
