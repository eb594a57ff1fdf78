import { fullName, ownerOf } from '../state/find.js';
import { nodeId } from '../state/ids.js';
import type { Repository, Role } from '../state/state.js';
import type { World } from '../world.js';
import { accountShape } from './account.js';
import { iso } from './time.js';

/** What comes after a repository's own address; the key is the name without `_url`. */
const ADDRESSES = {
  archive: '/{archive_format}{/ref}',
  assignees: '/assignees{/user}',
  blobs: '/git/blobs{/sha}',
  branches: '/branches{/branch}',
  collaborators: '/collaborators{/collaborator}',
  comments: '/comments{/number}',
  commits: '/commits{/sha}',
  compare: '/compare/{base}...{head}',
  contents: '/contents/{+path}',
  contributors: '/contributors',
  deployments: '/deployments',
  downloads: '/downloads',
  events: '/events',
  forks: '/forks',
  git_commits: '/git/commits{/sha}',
  git_refs: '/git/refs{/sha}',
  git_tags: '/git/tags{/sha}',
  hooks: '/hooks',
  issue_comment: '/issues/comments{/number}',
  issue_events: '/issues/events{/number}',
  issues: '/issues{/number}',
  keys: '/keys{/key_id}',
  labels: '/labels{/name}',
  languages: '/languages',
  merges: '/merges',
  milestones: '/milestones{/number}',
  notifications: '/notifications{?since,all,participating}',
  pulls: '/pulls{/number}',
  releases: '/releases{/id}',
  stargazers: '/stargazers',
  statuses: '/statuses/{sha}',
  subscribers: '/subscribers',
  subscription: '/subscription',
  tags: '/tags',
  teams: '/teams',
  trees: '/git/trees{/sha}',
} as const;

export const repositoryUrl = (world: World, repository: Repository): string =>
  `${world.origin}/repos/${fullName(world, repository)}`;

/** A repository as REST and webhooks show it. */
export function repositoryShape(world: World, repository: Repository) {
  const url = repositoryUrl(world, repository);
  const name = fullName(world, repository);
  const open = repository.pulls.filter(({ state }) => state === 'open').length;
  return {
    ...shortRepositoryShape(world, repository),
    owner: accountShape(world, ownerOf(world, repository)),
    html_url: `${world.origin}/${name}`,
    description: null,
    fork: false,
    url,
    ...Object.fromEntries(Object.entries(ADDRESSES).map(([key, end]) => [`${key}_url`, url + end])),
    git_url: `git://github.example/${name}.git`,
    ssh_url: `git@github.example:${name}.git`,
    clone_url: `${world.origin}/${name}.git`,
    svn_url: `${world.origin}/${name}`,
    mirror_url: null,
    homepage: null,
    language: null,
    forks: 0,
    forks_count: 0,
    stargazers_count: 0,
    watchers: 0,
    watchers_count: 0,
    open_issues: open,
    open_issues_count: open,
    size: 0,
    default_branch: repository.defaultBranch,
    is_template: false,
    topics: [],
    has_issues: repository.hasIssues,
    has_projects: false,
    has_wiki: false,
    has_pages: false,
    has_downloads: false,
    has_discussions: false,
    archived: repository.archived,
    disabled: false,
    visibility: repository.private ? 'private' : 'public',
    license: null,
    allow_forking: true,
    web_commit_signoff_required: false,
    pushed_at: iso(repository.pushedAt),
    created_at: iso(repository.createdAt),
    updated_at: iso(repository.updatedAt),
  };
}

/** What `GET /repos/{owner}/{repo}` says besides. */
export const fullRepositoryShape = (world: World, repository: Repository) => ({
  ...repositoryShape(world, repository),
  network_count: 0,
  subscribers_count: 0,
});

const ROLES: readonly Role[] = ['pull', 'triage', 'push', 'maintain', 'admin'];

/** What somebody may do in a repository; null: what everybody may in a public one. */
export const permissionsShape = (role: Role | null) =>
  Object.fromEntries(ROLES.map((one, at) => [one, at <= ROLES.indexOf(role ?? 'pull')]));

/** What the life-cycle events of an installation say of a repository. */
export const shortRepositoryShape = (world: World, repository: Repository) => ({
  id: repository.id,
  node_id: nodeId('repository', repository.id),
  name: repository.name,
  full_name: fullName(world, repository),
  private: repository.private,
});
