import type { CheckAnnotation } from '../state/state.js';
import { keeps, type World } from '../world.js';
import { unprocessable } from './reply.js';

/** What a client writes of a check run; every field may be missing in a PATCH. */
export interface WrittenCheck {
  readonly name?: string;
  readonly head_sha?: string;
  readonly status?: string;
  readonly conclusion?: string;
  readonly started_at?: string;
  readonly completed_at?: string;
  readonly external_id?: string;
  readonly details_url?: string;
  readonly output?: {
    readonly title?: string;
    readonly summary?: string;
    readonly text?: string;
    readonly annotations?: readonly (Partial<CheckAnnotation> &
      Pick<CheckAnnotation, 'path' | 'start_line' | 'end_line' | 'annotation_level' | 'message'>)[];
  };
  readonly actions?: readonly { label: string; description: string; identifier: string }[];
}

const MESSAGE_BYTES = 64 * 1024;
const TITLE = 255;

/** Rules that GitHub's text names and its schema does not. @throws Refusal 422 that names all that are broken */
export function refuseWrongCheck(world: World, check: WrittenCheck): void {
  const wrong = [...completion(world, check), ...(check.output?.annotations ?? []).flatMap(annotation)];
  if (wrong.length > 0) throw unprocessable(...wrong);
}

function completion(world: World, { status, conclusion, completed_at }: WrittenCheck): string[] {
  const completed = status === 'completed' || completed_at !== undefined;
  if (conclusion === 'stale') return ['conclusion stale can only be set by GitHub'];
  if (!completed || conclusion !== undefined || !keeps(world, 'completed-needs-conclusion')) return [];
  return ['conclusion is required where status is completed'];
}

type Annotation = NonNullable<NonNullable<WrittenCheck['output']>['annotations']>[number];

function annotation(
  { start_line, end_line, start_column, end_column, message, raw_details, title }: Annotation,
  place: number,
): string[] {
  const bytes = (text: string | null | undefined) => Buffer.byteLength(text ?? '');
  const columns = start_column != null || end_column != null;
  const wrong = [
    start_line < 1 && 'start_line counts from 1',
    end_line < start_line && 'end_line is before start_line',
    columns && start_line !== end_line && 'columns are for annotations of one line only',
    bytes(message) > MESSAGE_BYTES && 'message is longer than 64 KB',
    bytes(raw_details) > MESSAGE_BYTES && 'raw_details is longer than 64 KB',
    [...(title ?? '')].length > TITLE && `title is longer than ${TITLE} characters`,
  ];
  return wrong.filter((one) => one !== false).map((text) => `annotations/${place}: ${text}`);
}
