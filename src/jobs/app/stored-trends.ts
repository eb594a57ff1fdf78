import { analyses } from '../../analyses/index.js';
import type { Indicator } from '../../model/observation.js';
import type { Trend } from '../../model/period.js';
import type { App } from './app.js';

/** The trends of a repository as they were saved last, each with what its indicator is. */
export async function storedTrends(
  app: Pick<App, 'store'>,
  repository: number,
): Promise<readonly (Indicator & Trend)[]> {
  const saved = await app.store.changes.trends(repository);
  const indicators = analyses.flatMap((analysis) => analysis.indicators);
  return indicators.flatMap((indicator) => {
    const trend = saved.find((it) => it.indicator === indicator.name);
    return trend === undefined ? [] : [{ ...indicator, ...trend }];
  });
}
