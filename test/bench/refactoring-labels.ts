/** A refactoring as a label or a detector names it, reduced to what both can agree on. */
export interface Instance {
  readonly group: Group;
  readonly type: string;
  readonly before: string;
  readonly after: string;
  /** Labels that a reader was not sure of are counted neither way. */
  readonly doubt: boolean;
}

/**
 * What is compared. Renames, moves, pull-ups and push-downs are one group: the labels of different tools draw the lines
 * between them differently, and the pair of names says which refactoring is meant.
 */
export const groups = [
  'rename or move a function',
  'extract a function',
  'inline a function',
  'rename or move a type',
  'extract a type',
  'rename or move a file',
  'rename a variable',
  'rename a parameter',
  'extract a variable',
  'inline a variable',
] as const;
export type Group = (typeof groups)[number];

/** The groups that make a change one with a refactoring. */
export const counting: readonly Group[] = groups.slice(0, 6);
/** Those of functions and types, whose single instances are measured against a floor. */
export const single: readonly Group[] = groups.slice(0, 5);

export function groupOf(type: string): Group | null {
  const thing = type.split('-').at(-1);
  if (thing === 'signature' || /^(?:move|move-and-rename|pull-up|push-down)-variable$/.test(type))
    return null;
  if (type === 'extract-type') return 'extract a type';
  if (type.startsWith('extract')) return thing === 'variable' ? 'extract a variable' : 'extract a function';
  if (type.startsWith('inline')) return thing === 'variable' ? 'inline a variable' : 'inline a function';
  if (thing === 'parameter') return 'rename a parameter';
  if (thing === 'variable') return 'rename a variable';
  return thing === 'function'
    ? 'rename or move a function'
    : thing === 'type'
      ? 'rename or move a type'
      : 'rename or move a file';
}

/** A type that is cut out of others is known by its own name: tools name its sources differently. */
export function instance(type: string, before: string, after: string, doubt = false): Instance | null {
  const group = groupOf(type);
  if (group === null) return null;
  const base = (name: string): string =>
    group === 'rename or move a file' ? name.replace(/\.\w+$/, '') : name;
  return { group, type, before: group === 'extract a type' ? '' : base(before), after: base(after), doubt };
}

export const keyOf = ({ group, before, after }: Instance): string => `${group}: ${before} → ${after}`;

/** A label in RefactoringMiner's vocabulary, as the development data has it. */
export interface OracleLabel {
  readonly type: string;
  readonly description: string;
  /** TP and CTP are real, FP was judged false, UKN was not judged. */
  readonly validation: string;
  readonly left?: string;
  readonly right?: string;
}

export const isReal = ({ validation }: OracleLabel): boolean => validation === 'TP' || validation === 'CTP';

const simple = (name: string): string => name.slice(name.lastIndexOf('.') + 1);

/** The simple name in a signature such as `public a.b.name(x Int) : T`. */
function functionName(signature: string): string {
  const end = signature.indexOf('(');
  const head = (end === -1 ? signature : signature.slice(0, end)).trim();
  return simple(head.split(/\s+/).at(-1) ?? '');
}

/** The name in `x : Int`. */
const variableName = (text: string): string => text.split(' : ')[0]?.trim() ?? '';

const VERBS: Record<string, string> = {
  Rename: 'rename',
  Move: 'move',
  'Move And Rename': 'move-and-rename',
  'Pull Up': 'pull-up',
  'Push Down': 'push-down',
};

/** What such a label says in our vocabulary; null for kinds that are not compared. */
export function instanceOf({ type, description }: OracleLabel): Instance | null {
  const text = description.slice(type.length).trim();
  const [, verb = '', thing = ''] = /^(.*) (Method|Class|Variable|Parameter|Attribute)$/.exec(type) ?? [];
  if (/^Extract (?:Superclass|Interface|Class|Subclass)$/.test(type))
    return instance('extract-type', '', simple(text.split(' ')[0] ?? ''));
  if (thing === 'Class' && verb in VERBS) {
    const match = /^(.*?) (?:renamed to|moved to|moved and renamed to) (.*)$/.exec(text);
    const [before = [], after = []] = [match?.[1], match?.[2]].map((name) => (name ?? '').trim().split('.'));
    const isModule = before.at(-1) === '__module__';
    const name = (parts: readonly string[]): string => parts.at(isModule ? -2 : -1) ?? '';
    return instance(`${VERBS[verb]}-${isModule ? 'file' : 'type'}`, name(before), name(after));
  }
  if (thing === 'Method' && verb in VERBS) {
    const match =
      /^(.*?) renamed to (.*) in class .*$/.exec(text) ??
      /^(.*?) from class \S+ to (.*) from class \S+$/.exec(text);
    return instance(
      `${VERBS[verb]}-function`,
      functionName(match?.[1] ?? ''),
      functionName(match?.[2] ?? ''),
    );
  }
  if (thing === 'Method' && (verb === 'Extract' || verb === 'Extract And Move')) {
    const match = /^(.*?) extracted from (.*) in class/.exec(text);
    return instance('extract-function', functionName(match?.[2] ?? ''), functionName(match?.[1] ?? ''));
  }
  if (thing === 'Method' && (verb === 'Inline' || verb === 'Move And Inline')) {
    const match = /^(.*?) (?:moved from class .*? & )?inlined to (.*?)(?: in class .*)?$/.exec(text);
    return instance('inline-function', functionName(match?.[1] ?? ''), functionName(match?.[2] ?? ''));
  }
  if (verb === 'Rename' && thing !== '') {
    const match = /^(.*?) to (.*?) in (?:method|class) .*$/.exec(text);
    const kind = thing === 'Parameter' ? 'rename-parameter' : 'rename-variable';
    return instance(kind, variableName(match?.[1] ?? ''), variableName(match?.[2] ?? ''));
  }
  if (thing === 'Variable' && (verb === 'Extract' || verb === 'Inline')) {
    const name = variableName(/^(.*?) in method /.exec(text)?.[1] ?? '');
    return verb === 'Extract'
      ? instance('extract-variable', '', name)
      : instance('inline-variable', name, '');
  }
  return null;
}

/** Kinds that make a change one with a refactoring though no single instance of ours stands for them. */
const COARSE = /^(?:Split|Merge) (?:Method|Class)$|^(?:Move|Rename|Split|Merge) Package$/;

/** Whether a label makes its change one with a function-, type- or file-level refactoring. */
export function makesOne(label: OracleLabel): boolean {
  const group = instanceOf(label)?.group;
  return COARSE.test(label.type) || (group !== undefined && counting.includes(group));
}
