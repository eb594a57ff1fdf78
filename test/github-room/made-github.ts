import { schema as published } from '@octokit/graphql-schema';
import {
  buildSchema,
  defaultFieldResolver,
  execute,
  type GraphQLFieldResolver,
  type GraphQLSchema,
  getNamedType,
  parse,
  specifiedRules,
  validate,
} from 'graphql';
import nock from 'nock';
import { type GitHub, openGitHub } from '../../src/github/app.js';
import type { Naming } from '../../src/github/people.js';
import { privateKey } from './keys.js';

export const API = 'https://api.github.com';
export const TOKEN = `ghs_12_${'a.'.repeat(20)}token`;
export const REPOSITORY = { id: 7, owner: 'octo', name: 'x' };
export const PULLS = { installation: 3, repository: 7, purpose: 'pulls' } as const;

/** 2026-11-01, in milliseconds. */
export const NOW = Date.UTC(2026, 10, 1);

export const openForTest = (now: () => number = () => NOW): Promise<GitHub> =>
  openGitHub({
    appId: 12,
    privateKey: privateKey(),
    webhookSecret: 'a secret of this test',
    log: { warn: () => {} },
    now,
  });

/** Answers so many requests for a token. */
export const mints = (times = 1): nock.Scope =>
  nock(API)
    .post('/app/installations/3/access_tokens')
    .times(times)
    .reply(201, { token: TOKEN, expires_at: new Date(NOW + 3_600_000).toISOString() });

/** Keys that can be read, so that a test sees who is who. */
export const naming: Naming = { key: (identity) => identity, isBot: (name) => name === 'a machine' };

let schema: GraphQLSchema | null = null;

/** GitHub's published schema. */
export function gitHubSchema(): GraphQLSchema {
  schema ??= buildSchema(published.idl, { assumeValidSDL: true });
  return schema;
}

export const faultsOf = (document: string): readonly string[] =>
  validate(gitHubSchema(), parse(document), specifiedRules).map(({ message }) => message);

/** Lists become connections of the page that is asked for. */
const field: GraphQLFieldResolver<unknown, unknown> = (source, args, context, info) => {
  const value: unknown = defaultFieldResolver(source, args, context, info);
  if (!Array.isArray(value) || !getNamedType(info.returnType).name.endsWith('Connection')) return value;
  const from = args.after == null ? 0 : Number(args.after);
  const nodes = value.slice(from, from + Number(args.first));
  const end = from + nodes.length;
  return {
    totalCount: value.length,
    nodes,
    pageInfo: { hasNextPage: end < value.length, endCursor: String(end) },
  };
};

export interface Asked {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** What GitHub's schema answers to a query over plain data. */
export async function answer(data: object, { query, variables }: Asked): Promise<object> {
  return execute({
    schema: gitHubSchema(),
    document: parse(query),
    variableValues: variables,
    rootValue: data,
    fieldResolver: field,
    typeResolver: (value) => (value as { __typename?: string }).__typename ?? 'User',
  });
}

/**
 * Answers GraphQL over plain data, and says what was asked.
 *
 * @param before may answer something else, by the number of the call (1 for the first); null to let it be
 */
export function answersGraphql(
  data: object,
  before: (call: number, asked: Asked) => readonly [status: number, body: object] | null = () => null,
): Asked[] {
  const all: Asked[] = [];
  nock(API)
    .persist()
    .post('/graphql')
    .reply(async (_uri, body) => {
      const asked = body as unknown as Asked;
      all.push(asked);
      const other = before(all.length, asked);
      return other === null ? [200, (await answer(data, asked)) as never] : [other[0], other[1] as never];
    });
  return all;
}
