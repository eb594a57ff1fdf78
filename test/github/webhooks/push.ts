import { iso } from '../shapes/time.js';
import { accountByEmail, fullName } from '../state/find.js';
import type { Account, PullCommit, Repository, Signature } from '../state/state.js';
import type { World } from '../world.js';

interface Pushed {
  readonly branch: string;
  readonly before: string;
  readonly after: string;
  readonly commits: readonly PullCommit[];
  readonly forced: boolean;
  readonly by: Account;
}

/** What the event `push` says. Which files a commit touched is left empty: the app reads git. */
export function pushPayload(world: World, repository: Repository, pushed: Pushed) {
  const { branch, before, after, by } = pushed;
  const html = `${world.origin}/${fullName(world, repository)}`;
  const commits = pushed.commits.map((one) => commitShape(world, html, one));
  return {
    ref: `refs/heads/${branch}`,
    before,
    after,
    base_ref: null,
    created: /^0+$/.test(before),
    deleted: /^0+$/.test(after),
    forced: pushed.forced,
    compare: `${html}/compare/${before}...${after}`,
    commits,
    head_commit: commits.at(-1) ?? null,
    pusher: { name: by.login, email: by.email },
  };
}

function commitShape(world: World, html: string, { sha, message, author, committer }: PullCommit) {
  const who = ({ name, email, at }: Signature) => {
    const known = accountByEmail(world, email);
    return { name, email, date: iso(at), ...(known === null ? {} : { username: known.login }) };
  };
  return {
    id: sha,
    tree_id: sha,
    distinct: true,
    message,
    timestamp: iso(committer.at),
    url: `${html}/commit/${sha}`,
    author: who(author),
    committer: who(committer),
    added: [],
    removed: [],
    modified: [],
  };
}
