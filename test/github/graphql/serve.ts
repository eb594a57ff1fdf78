import {
  type DocumentNode,
  execute,
  GraphQLError,
  type GraphQLFieldResolver,
  getOperationAST,
  type OperationDefinitionNode,
  parse,
  validate,
} from 'graphql';
import type { Fault } from '../faults.js';
import { callerOf } from '../rest/authorise.js';
import { budget, charge, limitHeaders } from '../rest/rate-limit.js';
import { Refusal, type Reply } from '../rest/reply.js';
import { keeps, violate, type World } from '../world.js';
import type { Context } from './context.js';
import { faultReply, partial, rateLimited } from './faults.js';
import { measure } from './limits.js';
import { rootOf } from './root.js';
import { githubSchema } from './schema.js';

interface Asked {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly operationName: string | null;
}

/** Answers one query; what GitHub would not understand is recorded. */
export async function answerGraphql(
  world: World,
  authorization: string | undefined,
  body: string,
  fault: Fault | null,
): Promise<Reply> {
  try {
    const caller = callerOf(world, authorization);
    if (caller.kind !== 'installation' && caller.kind !== 'user')
      throw new Refusal(401, 'This endpoint requires you to be authenticated.');
    const refused = faultReply(world, caller, fault);
    if (refused !== null) return record(world, 'refused', refused, 0);
    return await answered(world, caller, asked(world, body), fault);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const { status, message, headers } = error;
    return record(world, 'refused', { status, headers, body: { message, status: String(status) } }, 0);
  }
}

function record(world: World, what: string, reply: Reply, points: number, context?: Context): Reply {
  const repository = context?.asked.repository ?? null;
  const entry = { face: 'graphql', what, status: reply.status, repository, points } as const;
  world.requests.add(entry, [...(context?.asked.pulls ?? [])]);
  return reply;
}

function asked(world: World, body: string): Asked {
  const refuse = (what: string): Refusal => {
    violate(world, { face: 'graphql', where: 'request', what });
    return new Refusal(400, 'Problems parsing JSON');
  };
  let parsed: Record<string, unknown>;
  try {
    parsed = JSON.parse(body);
  } catch {
    throw refuse('the body is no JSON');
  }
  const unknown = Object.keys(parsed).filter((key) => !['query', 'variables', 'operationName'].includes(key));
  if (unknown.length > 0) throw refuse(`unknown fields ${unknown.join(', ')}`);
  const { query, variables, operationName } = parsed;
  if (typeof query !== 'string') throw refuse('there is no query');
  return {
    query,
    variables: (variables ?? {}) as Asked['variables'],
    operationName: (operationName ?? null) as string | null,
  };
}

async function answered(
  world: World,
  caller: Context['caller'],
  { query, variables, operationName }: Asked,
  fault: Fault | null,
): Promise<Reply> {
  const understood = read(query, operationName);
  if ('errors' in understood) {
    for (const { message } of understood.errors)
      violate(world, { face: 'graphql', where: 'query', what: message });
    return record(world, 'wrong query', errorReply(understood.errors), 0);
  }
  const { document, operation } = understood;
  const { cost, nodeCount, errors } = measure(githubSchema(), document, operation, variables);
  const broken = errors.filter(({ extensions }) =>
    keeps(world, extensions.type === 'MAX_NODE_LIMIT_EXCEEDED' ? 'node-limit' : 'pagination-bounds'),
  );
  const name = operation.name?.value ?? 'query';
  if (broken.length > 0) {
    for (const { message } of broken) violate(world, { face: 'graphql', where: name, what: message });
    return record(world, name, errorReply(broken), 0);
  }
  if (!charge(world, caller, 'graphql', cost)) {
    return record(world, name, rateLimited(world, caller), 0);
  }
  const spent = budget(world, caller, 'graphql');
  const pulls = new Set<string>();
  const context: Context = {
    world,
    caller,
    cost,
    nodeCount,
    budget: spent,
    asked: { repository: null, pulls },
  };
  const result = await execute({
    schema: githubSchema(),
    document,
    rootValue: rootOf(context),
    contextValue: context,
    variableValues: variables,
    operationName,
    fieldResolver,
  });
  const whole = {
    ...(result.data === undefined ? {} : { data: result.data }),
    ...(result.errors === undefined ? {} : { errors: result.errors.map(shown) }),
  };
  const reply = {
    status: 200,
    body: fault?.kind === 'partial-data' ? partial(whole) : whole,
    headers: limitHeaders(spent, 'graphql'),
  };
  return record(world, name, reply, cost, context);
}

type Read =
  | { readonly errors: readonly GraphQLError[] }
  | { readonly document: DocumentNode; readonly operation: OperationDefinitionNode };

function read(query: string, operationName: string | null): Read {
  let document: DocumentNode;
  try {
    document = parse(query);
  } catch (error) {
    return { errors: [error as GraphQLError] };
  }
  const errors = validate(githubSchema(), document);
  if (errors.length > 0) return { errors };
  const operation = getOperationAST(document, operationName);
  return operation ? { document, operation } : { errors: [new GraphQLError('No operation was named.')] };
}

/** A field that no resolver knows must not quietly be null: that is recorded, and the query fails. */
const fieldResolver: GraphQLFieldResolver<Record<string, unknown>, Context> = (
  source,
  args,
  context,
  info,
) => {
  const value = source[info.fieldName];
  if (value === undefined) {
    const where = `${info.parentType.name}.${info.fieldName}`;
    violate(context.world, { face: 'graphql', where, what: 'the double does not answer this field' });
    throw new GraphQLError(`the double does not answer ${where}`);
  }
  return typeof value === 'function' ? value(args, context, info) : value;
};

/** As GitHub writes errors: their kind stands beside the message. */
function shown(error: GraphQLError) {
  const { type, ...extensions } = error.extensions;
  const { message, locations, path } = error.toJSON();
  return {
    ...(type === undefined ? {} : { type }),
    ...(path === undefined ? {} : { path }),
    ...(Object.keys(extensions).length === 0 ? {} : { extensions }),
    ...(locations === undefined ? {} : { locations }),
    message,
  };
}

const errorReply = (errors: readonly GraphQLError[]): Reply => ({
  status: 200,
  body: { errors: errors.map(shown) },
});
