/** A refactoring as a label or a detector names it, reduced to what both can agree on. */
export interface Instance {
  readonly family: 'relocate' | 'extract' | 'inline' | 'extract-type';
  readonly of: 'function' | 'type' | 'file';
  readonly kind: string;
  readonly before: string;
  readonly after: string;
  readonly doubt?: boolean;
}

export interface Label {
  readonly type: string;
  readonly description: string;
  readonly validation: string;
  readonly left?: string;
  readonly right?: string;
}

/** The simple name in a signature such as `public a.b.name(x Int) : T`. */
function functionName(signature: string): string {
  const head = signature.slice(0, signature.indexOf('(') < 0 ? undefined : signature.indexOf('('));
  return simple(head.trim().split(/\s+/).at(-1) ?? '');
}

const simple = (name: string): string => name.slice(name.lastIndexOf('.') + 1);

function typeName(name: string): { of: 'type' | 'file'; name: string } {
  const parts = name.trim().split('.');
  return parts.at(-1) === '__module__'
    ? { of: 'file', name: parts.at(-2) ?? '' }
    : { of: 'type', name: parts.at(-1) ?? '' };
}

const verbs: Record<string, string> = {
  'Rename Method': 'rename-function',
  'Move Method': 'move-function',
  'Move And Rename Method': 'move-and-rename-function',
  'Pull Up Method': 'pull-up-function',
  'Push Down Method': 'push-down-function',
  'Rename Class': 'rename-type',
  'Move Class': 'move-type',
  'Move And Rename Class': 'move-and-rename-type',
};

/** What a label of RefactoringMiner's vocabulary says in ours; undefined for kinds that we don't compare. */
export function instanceOf(label: Label): Instance | undefined {
  const own = (label as unknown as { own?: { type: string; doubt?: boolean; before: { name: string }; after: { name: string } } }).own;
  if (own) {
    const of = own.type.split('-').at(-1) as Instance['of'];
    if (String(of) === 'variable') return undefined;
    const family = own.type === 'extract-type' ? 'extract-type' : own.type.startsWith('extract') ? 'extract' : own.type.startsWith('inline') ? 'inline' : 'relocate';
    const base = (name: string) => of === 'file' ? name.replace(/\.\w+$/, '') : name;
    return { family, of, kind: own.type, before: family === 'extract-type' ? '' : base(own.before.name), after: base(own.after.name), doubt: own.doubt === true };
  }
  const text = label.description.slice(label.type.length).trim();
  const kind = verbs[label.type];
  let match: RegExpExecArray | null;
  if (kind?.endsWith('-type')) {
    match = /^(.*?) (?:renamed to|moved to|moved and renamed to) (.*)$/.exec(text);
    if (!match) return undefined;
    const before = typeName(match[1] ?? '');
    const after = typeName(match[2] ?? '');
    return {
      family: 'relocate',
      of: before.of,
      kind: before.of === 'file' ? kind.replace('type', 'file') : kind,
      before: before.name,
      after: after.name,
    };
  }
  if (kind) {
    match =
      label.type === 'Rename Method'
        ? /^(.*?) renamed to (.*) in class .*$/.exec(text)
        : /^(.*?) from class \S+ to (.*) from class \S+$/.exec(text);
    if (!match) return undefined;
    return {
      family: 'relocate',
      of: 'function',
      kind,
      before: functionName(match[1] ?? ''),
      after: functionName(match[2] ?? ''),
    };
  }
  if (label.type === 'Extract Method' || label.type === 'Extract And Move Method') {
    match = /^(.*?) extracted from (.*) in class/.exec(text);
    if (!match) return undefined;
    return {
      family: 'extract',
      of: 'function',
      kind: label.type === 'Extract Method' ? 'extract-function' : 'extract-and-move-function',
      before: functionName(match[2] ?? ''),
      after: functionName(match[1] ?? ''),
    };
  }
  if (label.type === 'Inline Method' || label.type === 'Move And Inline Method') {
    match = /^(.*?) (?:moved from class \S+ to class \S+ & )?inlined to (.*) in class/.exec(text);
    match ??= /^(.*?) (?:moved from class .*? & )?inlined to (.*)$/.exec(text);
    if (!match) return undefined;
    return {
      family: 'inline',
      of: 'function',
      kind: 'inline-function',
      before: functionName(match[1] ?? ''),
      after: functionName(match[2] ?? ''),
    };
  }
  match = /^Extract (?:Superclass|Interface|Class|Subclass)$/.exec(label.type);
  if (match) {
    match = /^(\S+) from class(?:es)? (.*)$/.exec(text);
    return {
      family: 'extract-type',
      of: 'type',
      kind: 'extract-type',
      before: '',
      after: simple(match?.[1] ?? ''),
    };
  }
  return undefined;
}

/** Kinds that make a change one with a refactoring though no single instance of ours stands for them. */
const coarse = /^(?:Split|Merge) (?:Method|Class)$|^(?:Move|Rename|Split|Merge) Package$/;

export const isCoarse = (label: Label): boolean => instanceOf(label) !== undefined || coarse.test(label.type);
export const isReal = (label: Label): boolean => label.validation === 'TP' || label.validation === 'CTP';
