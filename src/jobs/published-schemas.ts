import { z } from 'zod';
import { analyses } from '../analyses/index.js';
import { feedbackSchema } from '../reports/feedback.js';
import { changeSchema, refactoringsSchema, reportSchema } from '../reports/schema.js';
import { summarySchema } from '../reports/summary-schema.js';
import { trendSchema } from '../reports/trend-schema.js';
import { conversationSchema } from '../settings/conversations.js';
import { settingsSchema } from '../settings/index.js';
import { seriesSchema } from '../settings/series.js';
import { feedbackLine } from './read-feedback.js';

/** The JSON Schemas of what Holdfast reads and prints, by file name (JSON Schema 2020-12). */
export function publishedSchemas(): Record<string, unknown> {
  const indicators = analyses.flatMap((analysis) => analysis.indicators.map(({ name }) => name));
  return {
    'report.schema.json': z.toJSONSchema(reportSchema),
    'summary.schema.json': z.toJSONSchema(summarySchema),
    'refactorings.schema.json': z.toJSONSchema(refactoringsSchema),
    'change.schema.json': z.toJSONSchema(changeSchema),
    'conversation.schema.json': z.toJSONSchema(conversationSchema, { io: 'input' }),
    'series.schema.json': z.toJSONSchema(seriesSchema, { io: 'input' }),
    'trend.schema.json': z.toJSONSchema(trendSchema),
    'feedback-line.schema.json': z.toJSONSchema(feedbackLine, { io: 'input' }),
    'feedback.schema.json': z.toJSONSchema(feedbackSchema),
    'holdfast.schema.json': z.toJSONSchema(settingsSchema(indicators), { io: 'input' }),
  };
}
