/** What the app asks for at GitHub (app.yml), and what does not work without it. */
export const neededPermissions: readonly {
  readonly name: string;
  readonly level: 'read' | 'write';
  readonly without: string;
}[] = [
  { name: 'metadata', level: 'read', without: 'repositories are not found' },
  { name: 'contents', level: 'read', without: 'commits can not be fetched, and nothing is judged' },
  { name: 'pull_requests', level: 'read', without: 'pull requests are not read, and nothing is judged' },
  { name: 'checks', level: 'write', without: 'no check is posted' },
  { name: 'merge_queues', level: 'read', without: 'a merge queue that requires the check waits in vain' },
];

export const neededEvents: Readonly<Record<string, string>> = {
  check_run: 'nobody can ask for a check again',
  check_suite: 'nobody can ask for all checks again',
  issue_comment: 'comments are seen late',
  merge_group: 'a merge queue that requires the check waits in vain',
  pull_request: 'pull requests are judged a day late',
  pull_request_review: 'reviews are seen late',
  pull_request_review_comment: 'review comments are seen late',
  pull_request_review_thread: 'resolved threads are seen late',
  push: 'the history is brought up to date a day late',
  repository: 'renames and moves are seen late',
};
