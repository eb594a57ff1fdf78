import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  GraphQLError,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  isCompositeType,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
  valueFromASTUntyped,
} from 'graphql';

/** Limits of GitHub's GraphQL API (resource limitations in its documentation). */
const MOST = 100;
const MOST_NODES = 500_000;

export interface Measured {
  readonly cost: number;
  readonly nodeCount: number;
  readonly errors: readonly GraphQLError[];
}

interface Walk {
  readonly schema: GraphQLSchema;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  readonly errors: GraphQLError[];
  requests: number;
  nodes: number;
}

/**
 * What a query costs by GitHub's rule: one request for each connection and each of the things that it hangs on, a
 * hundred to a point, and one at least.
 */
export function measure(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Readonly<Record<string, unknown>>,
): Measured {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  }
  const walk: Walk = { schema, variables, fragments, errors: [], requests: 0, nodes: 0 };
  const root = schema.getRootType(operation.operation);
  if (root) visit(walk, root, operation.selectionSet, 1);
  if (walk.nodes > MOST_NODES) {
    walk.errors.push(
      limitError(
        'MAX_NODE_LIMIT_EXCEEDED',
        `This query requests up to ${walk.nodes.toLocaleString('en')} possible nodes which exceeds the maximum limit of 500,000.`,
      ),
    );
  }
  return {
    cost: Math.max(1, Math.round(walk.requests / 100)),
    nodeCount: walk.nodes,
    errors: walk.errors,
  };
}

function visit(walk: Walk, type: { name: string }, selections: SelectionSetNode, times: number): void {
  for (const selection of selections.selections) {
    if (selection.kind === Kind.FIELD) visitField(walk, type, selection, times);
    else if (selection.kind === Kind.INLINE_FRAGMENT) {
      const on = selection.typeCondition?.name.value;
      visit(walk, on === undefined ? type : { name: on }, selection.selectionSet, times);
    } else {
      const fragment = walk.fragments.get(selection.name.value);
      if (fragment !== undefined) {
        visit(walk, { name: fragment.typeCondition.name.value }, fragment.selectionSet, times);
      }
    }
  }
}

function visitField(walk: Walk, parent: { name: string }, field: FieldNode, times: number): void {
  const type = walk.schema.getType(parent.name) as GraphQLObjectType | undefined;
  const definition = type?.getFields?.()[field.name.value];
  if (definition === undefined) return;
  const named = getNamedType(definition.type);
  let below = times;
  if (named.name.endsWith('Connection')) {
    const count = boundOf(walk, field);
    walk.requests += times;
    walk.nodes += times * count;
    below = times * count;
  } else if (field.name.value === 'nodes' && parent.name === 'Query') {
    const ids = argument(walk, field, 'ids');
    below = Array.isArray(ids) ? ids.length : 1;
    walk.nodes += below;
  }
  if (field.selectionSet !== undefined && isCompositeType(named)) {
    visit(walk, named, field.selectionSet, below);
  }
}

function argument({ variables }: Walk, field: FieldNode, name: string): unknown {
  const node = field.arguments?.find((one) => one.name.value === name)?.value;
  return node === undefined ? undefined : valueFromASTUntyped(node, variables);
}

function boundOf(walk: Walk, field: FieldNode): number {
  const name = field.name.value;
  const [first, last] = [argument(walk, field, 'first'), argument(walk, field, 'last')];
  const bound = first ?? last;
  if (typeof bound !== 'number') {
    const text = `You must provide a \`first\` or \`last\` value to properly paginate the \`${name}\` connection.`;
    walk.errors.push(limitError('MISSING_PAGINATION_BOUNDARIES', text));
    return 0;
  }
  if (bound > MOST || bound < 1) {
    const which = first === undefined || first === null ? 'last' : 'first';
    const text = `Requesting ${bound} records on the \`${name}\` connection exceeds the \`${which}\` limit of 100 records.`;
    walk.errors.push(limitError('EXCESSIVE_PAGINATION', text));
  }
  return bound;
}

const limitError = (type: string, message: string): GraphQLError =>
  new GraphQLError(message, { extensions: { type } });
