import { createHash, randomUUID } from 'node:crypto';
import type { CheckRun } from '../model/check-run.js';
import type { Within } from './database.js';
import { big, fromJson, json } from './database.js';
import type { CheckPublication as Row } from './generated/client.js';
import { harmless, harmlessJson } from './harmless.js';

/** What is to be published, and under which number it was judged; 0 for what is no judgement. */
interface Checked {
  readonly repository: number;
  readonly number: number | null;
  readonly head: string;
  readonly judgement: number;
  readonly check: CheckRun;
  readonly now: number;
}

/** Its number in the order of work begun: see the schema. */
export async function nextFence(within: Within): Promise<bigint> {
  const [row] = await within.$queryRaw<
    { fence: bigint }[]
  >`SELECT nextval(pg_get_serial_sequence('"PullRequest"', 'fence')) AS fence`;
  if (row === undefined)
    throw new Error('a sequence gave no number: the database is not as its migrations made it');
  return row.fence;
}

/**
 * Makes a row of the outbox, or finds that the last one on that head says the same. The id of the row that stands for
 * the check. The pull request is held by the caller, so that nobody else publishes for it.
 */
export async function publish(within: Within, wanted: Checked & { readonly anew: boolean }): Promise<string> {
  const content = contentOf(wanted.check);
  const last = await within.checkPublication.findFirst({
    where: {
      repositoryId: big(wanted.repository),
      head: harmless(wanted.head),
      name: harmless(wanted.check.name),
      number: wanted.number,
    },
    orderBy: { order: 'desc' },
    select: { id: true, content: true, state: true },
  });
  if (last !== null && !wanted.anew && last.content === content && last.state !== 'superseded') {
    if (last.state === 'dead') {
      await within.checkPublication.update({
        where: { id: last.id },
        data: { state: 'waiting', attempts: 0, why: null, since: big(wanted.now) },
      });
    }
    return last.id;
  }
  return await publishOnce(within, wanted);
}

/** Makes the last one of a head to be sent once more, where one that was overtaken may have come after it. */
export async function publishAgain(
  within: Within,
  late: Pick<Row, 'id' | 'repositoryId' | 'number' | 'head' | 'name'>,
  checkRun: number | null,
  now: number,
): Promise<boolean> {
  const { repositoryId, number, head, name } = late;
  const last = await within.checkPublication.findFirst({
    where: { repositoryId, number, head, name },
    orderBy: { order: 'desc' },
  });
  if (last === null || last.id === late.id || (last.state !== 'done' && last.state !== 'sending'))
    return false;
  if (checkRun !== null && last.checkRun !== null && last.checkRun > big(checkRun)) return false;
  await publishOnce(within, {
    ...{ repository: Number(repositoryId), number, head, now },
    judgement: Number(await nextFence(within)),
    check: fromJson<CheckRun>(last.check),
  });
  return true;
}

/** One row a head, name and judgement: a second one changes nothing. The id of the row that would be new. */
export async function publishOnce(within: Within, wanted: Checked): Promise<string> {
  const id = randomUUID();
  const row = {
    id,
    repositoryId: big(wanted.repository),
    number: wanted.number,
    head: harmless(wanted.head),
    name: harmless(wanted.check.name),
    judgement: big(wanted.judgement),
    content: contentOf(wanted.check),
    check: json(wanted.check),
    since: big(wanted.now),
  };
  await within.checkPublication.createMany({ data: [row], skipDuplicates: true });
  return id;
}

const contentOf = (check: CheckRun): string =>
  createHash('sha256').update(harmlessJson(check)).digest('base64url');

/** What was judged of a pull request before is not to be posted any more. */
export async function supersede(
  within: Within,
  of: {
    readonly repository: number;
    readonly number: number;
    readonly kept: string | null;
    readonly now: number;
  },
): Promise<void> {
  await within.checkPublication.updateMany({
    where: {
      repositoryId: big(of.repository),
      number: of.number,
      state: { in: ['waiting', 'sending', 'dead'] },
      ...(of.kept === null ? {} : { id: { not: of.kept } }),
    },
    data: { state: 'superseded', since: big(of.now) },
  });
}
