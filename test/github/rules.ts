/**
 * Rules of GitHub that the double keeps and that a client can trip over. A test may switch one off, to show that its
 * own assertions would notice (a double that forgets a rule makes every client look right).
 */
export const RULES = [
  'jwt-signature',
  'token-expiry',
  'token-repositories',
  'token-permissions',
  'completed-needs-conclusion',
  'fifty-annotations',
  'annotations-append',
  'app-filter',
  'creator-filter',
  'link-paging',
  'rename-redirect',
  'pagination-bounds',
  'node-limit',
  'hidden-pull-requests',
  'git-token',
  'same-guid',
  'webhook-signature',
  'user-access',
  'code-once',
  'pkce',
  'refresh-once',
] as const;

export type Rule = (typeof RULES)[number];
