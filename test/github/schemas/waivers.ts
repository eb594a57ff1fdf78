/** What a schema finds wrong although GitHub answers so; each with its reason. */
export interface Waiver {
  /** An operation of REST with the status, or an event with its action. */
  readonly where: RegExp;
  readonly wrong: RegExp;
  readonly why: string;
}

export const WAIVERS: readonly Waiver[] = [
  {
    where: /^apps\/list-installations 200$/,
    wrong: /^\/\d+\/account must /,
    why: 'the schema wants the account to be a user and an enterprise at once (allOf); the one of a single installation says either (anyOf), and that is checked',
  },
  {
    where: /^apps\/list-installations 200$/,
    wrong: /additional properties: (client_id|merge_queues)$/,
    why: 'an older copy of the schema of an installation than the one that a single installation is checked against',
  },
  {
    where: /^apps\/create-from-manifest 201$/,
    wrong: /additional properties: (client_secret|webhook_secret|pem)$/,
    why: 'the secrets are in the other half of an allOf, which fields that no schema names are not looked up in',
  },
  {
    where: / 422$/,
    wrong: /^\/ must NOT have additional properties: status$/,
    why: 'every refusal says its status; the schema of this one is older than that',
  },
  {
    where: /^check-suite-/,
    wrong: /^\/check_suite\/app\/permissions must NOT have additional properties: merge_queues$/,
    why: 'the list of permissions that an app may have is older than the merge queue',
  },
  {
    where: /^check-suite-/,
    wrong: /^\/check_suite\/app\/events\/\d+ must be equal to one of the allowed values$/,
    why: 'the list of events that an app may have is older than merge_group',
  },
];

export const waived = (where: string, wrong: string): boolean =>
  WAIVERS.some((one) => one.where.test(where) && one.wrong.test(wrong));
