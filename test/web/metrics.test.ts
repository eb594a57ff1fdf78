import { expect, test } from 'vitest';
import { metricsText } from '../../src/web/metrics.js';

test('measures are told in the format of Prometheus, without names', async () => {
  const text = await metricsText({
    inbox: { waiting: 3, lagSeconds: 12, dead: 1 },
    outbox: { waiting: 2, dead: 0 },
    queue: { waiting: 5, running: 2, dead: 0 },
    issues: [
      { kind: 'report', waiting: 1, written: 7, dead: 0 },
      { kind: 'digest', waiting: 0, written: 2, dead: 3 },
    ],
    limits: [{ whose: 7, bucket: 'graphql', left: 4_990 }],
    imports: [{ repository: 9, next: null, done: 50, total: 200, startedAt: 0, at: 60 }],
  });
  for (const line of [
    'holdfast_inbox_waiting 3',
    'holdfast_inbox_lag_seconds 12',
    'holdfast_issues{kind="report",state="written"} 7',
    'holdfast_issues{kind="report",state="dead"} 0',
    'holdfast_issues{kind="digest",state="dead"} 3',
    'holdfast_queue_jobs{state="running"} 2',
    'holdfast_github_rate_limit_left{installation="7",bucket="graphql"} 4990',
    'holdfast_import_done{repository="9"} 50',
    'holdfast_import_total{repository="9"} 200',
  ])
    expect(text.split('\n')).toContain(line);
  expect(text).toMatch(/^# HELP holdfast_inbox_waiting .+\n# TYPE holdfast_inbox_waiting gauge$/m);
});
