import { nodeId } from '../state/ids.js';
import type { Account } from '../state/state.js';
import type { World } from '../world.js';

const KIND = { User: 'user', Organization: 'organization', Bot: 'bot' } as const;

export const accountNodeId = ({ id, type }: Account): string => nodeId(KIND[type], id);

/** A user or organisation as REST and webhooks show it (`simple-user`). */
export function accountShape({ origin }: World, account: Account) {
  const { id, login, type } = account;
  const url = `${origin}/users/${encodeURIComponent(login)}`;
  return {
    login,
    id,
    node_id: accountNodeId(account),
    avatar_url: `${origin}/avatars/u/${id}`,
    gravatar_id: '',
    url,
    html_url: `${origin}/${encodeURIComponent(login)}`,
    followers_url: `${url}/followers`,
    following_url: `${url}/following{/other_user}`,
    gists_url: `${url}/gists{/gist_id}`,
    starred_url: `${url}/starred{/owner}{/repo}`,
    subscriptions_url: `${url}/subscriptions`,
    organizations_url: `${url}/orgs`,
    repos_url: `${url}/repos`,
    events_url: `${url}/events{/privacy}`,
    received_events_url: `${url}/received_events`,
    type,
    site_admin: false,
  };
}

export const accountShapeOrNull = (world: World, account: Account | null) =>
  account === null ? null : accountShape(world, account);

/** `organization-simple-webhooks`: what a webhook says besides of an organisation. */
export function organizationShape({ origin }: World, account: Account) {
  const url = `${origin}/orgs/${encodeURIComponent(account.login)}`;
  return {
    login: account.login,
    id: account.id,
    node_id: accountNodeId(account),
    url,
    repos_url: `${url}/repos`,
    events_url: `${url}/events`,
    hooks_url: `${url}/hooks`,
    issues_url: `${url}/issues`,
    members_url: `${url}/members{/member}`,
    public_members_url: `${url}/public_members{/member}`,
    avatar_url: `${origin}/avatars/u/${account.id}`,
    description: null,
  };
}
