import { GraphQLError } from 'graphql';
import type { Reader } from '../rest/authorise.js';
import type { Budget } from '../rest/rate-limit.js';
import type { PullRequest, Repository } from '../state/state.js';
import type { World } from '../world.js';

/** What the resolvers of one query share. */
export interface Context {
  readonly world: World;
  readonly caller: Reader;
  readonly cost: number;
  readonly nodeCount: number;
  readonly budget: Budget;
  /** `owner/name` of the repository that was asked for, and the pull requests that were. */
  readonly asked: { repository: string | null; readonly pulls: Set<string> };
}

export interface InRepository {
  readonly context: Context;
  readonly repository: Repository;
}

export interface InPull extends InRepository {
  readonly pull: PullRequest;
}

/** An error with GitHub's own word for its kind. */
export const typedError = (type: string, message: string): GraphQLError =>
  new GraphQLError(message, { extensions: { type } });

export const forbidden = ({ kind }: Reader): GraphQLError =>
  typedError(
    'FORBIDDEN',
    `Resource not accessible by ${kind === 'user' ? 'personal access token' : 'integration'}`,
  );
