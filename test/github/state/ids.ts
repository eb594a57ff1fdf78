import type { State } from './state.js';

/** The kinds of things that GraphQL can find by their id, and how such an id begins. */
const PREFIX = {
  user: 'U',
  organization: 'O',
  bot: 'BOT',
  app: 'A',
  installation: 'I',
  repository: 'R',
  pull: 'PR',
  review: 'PRR',
  thread: 'PRRT',
  reviewComment: 'PRRC',
  issueComment: 'IC',
  issue: 'I_',
  label: 'LA',
  commit: 'C',
  checkRun: 'CR',
  checkSuite: 'CS',
  event: 'EV',
} as const;

export type Kind = keyof typeof PREFIX;

export function newId(state: State): number {
  state.nextId += 1;
  return state.nextId;
}

/** An id as GraphQL gives it: to be handed back, never to be read. */
export const nodeId = (kind: Kind, id: number | string): string =>
  `${PREFIX[kind]}_kwDO${Buffer.from(String(id)).toString('base64url')}`;

/** What a node id stands for; null where it is none of ours. */
export function fromNodeId(text: string): { readonly kind: Kind; readonly id: string } | null {
  const cut = text.indexOf('_kwDO');
  const kind = (Object.keys(PREFIX) as Kind[]).find((key) => PREFIX[key] === text.slice(0, cut));
  if (cut < 0 || kind === undefined) return null;
  return { kind, id: Buffer.from(text.slice(cut + 5), 'base64url').toString() };
}
