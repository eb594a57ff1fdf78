import type { Query } from 'web-tree-sitter';
import type { Declaration, DeclarationKind, ParsedSource, Range } from '../model/parsed-source.js';

type Capture = ReturnType<Query['captures']>[number];
const marks = { comment: 0, import: 1, parameter: 2, supertype: 3, unnamed: 4, called: 5 } as const;

/** What the matches of a query say of one source, put together match by match. */
export class Captured {
  private readonly declarations = new Map<string, Declaration>();
  private readonly implemented: { readonly type: string; readonly supertype: string }[] = [];
  private readonly marks: Range[][] = [[], [], [], [], [], []];

  add(captures: readonly Capture[]): void {
    let kind: DeclarationKind | undefined;
    let whole: Capture['node'] | undefined;
    const parts: Record<string, Capture['node']> = {};
    for (const { name, node } of captures) {
      if (name === 'function' || name === 'type' || name === 'variable') {
        kind = name;
        whole = node;
      } else if (name in marks) {
        this.marks[marks[name as keyof typeof marks]]?.push([node.startIndex, node.endIndex]);
      } else parts[name] = node;
    }
    if (parts.implemented !== undefined && parts.receiver !== undefined)
      this.implemented.push({ type: parts.receiver.text, supertype: parts.implemented.text });
    const named = parts.name;
    if (kind === undefined || whole === undefined || named === undefined) return;
    // Where a name is missing, the parser may put an empty one.
    if (named.startIndex === named.endIndex) return;
    const range = (part?: Capture['node']): Range | undefined => part && [part.startIndex, part.endIndex];
    const body = range(parts.body);
    const parameters = range(parts.parameters);
    const receiver = parts.receiver?.text;
    const form = kind === 'type' ? formOf((parts.form ?? whole).type) : undefined;
    // Two patterns may see the same thing (a variable that holds a function): the first in the query says what it is.
    const key = `${named.startIndex}`;
    const known = this.declarations.get(key);
    const declaration: Declaration = {
      kind,
      name: plainName(named.text),
      start: whole.startIndex,
      end: whole.endIndex,
      startLine: whole.startPosition.row + 1,
      endLine: whole.endPosition.row + 1,
      ...(body && { body }),
      ...(parameters && { parameters }),
      ...(receiver !== undefined && { receiver }),
      ...(form && { form }),
    };
    if (known === undefined || rank(declaration) > rank(known)) this.declarations.set(key, declaration);
  }

  sorted(): Omit<ParsedSource, 'hasErrors'> {
    const marks = this.marks.map((ranges) =>
      ranges.sort((a, b) => a[0] - b[0] || b[1] - a[1]).filter((range, i, all) => !equal(range, all[i - 1])),
    );
    const [comments = [], imports = [], parameters = [], supertypes = [], unnamed = [], called = []] = marks;
    const declarations = [...this.declarations.values()].sort((a, b) => a.start - b.start || b.end - a.end);
    const { implemented } = this;
    return { declarations, comments, imports, parameters, supertypes, implemented, called, unnamed };
  }
}

const equal = (one: Range, other: Range | undefined): boolean => one[0] === other?.[0] && one[1] === other[1];

/** A function or type is more than the variable that holds it; with a body or a receiver is more than without. */
const rank = (declaration: Declaration): number =>
  (declaration.kind === 'variable' ? 0 : 4) +
  (declaration.body ? 2 : 0) +
  (declaration.receiver === undefined ? 0 : 1);

/** `class_declaration` → class, `type_alias_declaration` → type. */
const formOf = (nodeType: string): string =>
  /enum|interface|trait|struct|record|object|class|module|union|annotation|delegate/.exec(nodeType)?.[0] ??
  'type';

/** Names are told to people, and sources are not: a computed name is code, and a long one is data. */
function plainName(text: string): string {
  const plain = text.replace(/^(['"`])(.*)\1$/s, '$2');
  if (/^\[[\w$.]{1,80}\]$/.test(plain)) return plain;
  return plain.length > LONGEST_NAME || /[\n\r]/.test(plain) || plain.startsWith('[') ? '[computed]' : plain;
}

const LONGEST_NAME = 120;
