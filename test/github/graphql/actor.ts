import { accountNodeId } from '../shapes/account.js';
import { iso } from '../shapes/time.js';
import { accountByEmail, accountOrNull } from '../state/find.js';
import { nodeId } from '../state/ids.js';
import type { Account, PullCommit, Signature } from '../state/state.js';
import type { World } from '../world.js';
import { connection, type Slice } from './connection.js';

/** `Actor`, `User`, `Bot` or `Organization`. Bots are called without `[bot]` here, unlike in REST. */
export function actorNode({ origin }: World, account: Account) {
  const login = account.type === 'Bot' ? account.login.replace(/\[bot\]$/, '') : account.login;
  return {
    __typename: account.type,
    id: accountNodeId(account),
    databaseId: account.id,
    login,
    name: null,
    email: '',
    url: `${origin}/${login}`,
    resourcePath: `/${login}`,
    avatarUrl: `${origin}/avatars/u/${account.id}`,
  };
}

/** Null for a deleted account. */
export function actorById(world: World, id: number | null) {
  const found = accountOrNull(world, id);
  return found === null ? null : actorNode(world, found);
}

function gitActor(world: World, { name, email, at }: Signature) {
  const user = accountByEmail(world, email);
  return {
    __typename: 'GitActor',
    name,
    email,
    date: iso(at),
    user: user?.type === 'User' ? actorNode(world, user) : null,
  };
}

export function commitNode(world: World, commit: PullCommit) {
  const [headline = '', , ...body] = commit.message.split('\n');
  return {
    ...bareCommit(commit.sha),
    authoredDate: iso(commit.author.at),
    committedDate: iso(commit.committer.at),
    message: commit.message,
    messageHeadline: headline,
    messageBody: body.join('\n'),
    author: gitActor(world, commit.author),
    committer: gitActor(world, commit.committer),
    parents: (slice: Slice) =>
      connection(
        commit.parents.map((sha, id) => ({ id, sha })),
        slice,
        ({ sha }) => bareCommit(sha),
      ),
  };
}

/** A commit of which only the name is known. */
export const bareCommit = (sha: string) => ({
  __typename: 'Commit',
  id: nodeId('commit', sha),
  oid: sha,
  abbreviatedOid: sha.slice(0, 7),
});
