import type { Grammar, Inside } from './grammar.js';

const wasm = (name: string): string => `@vscode/tree-sitter-wasm/wasm/tree-sitter-${name}.wasm`;

/**
 * What JavaScript and TypeScript share: functions by declaration and functions that a name holds, also through a call
 * that wraps them (`memo(() => …)`, `React.memo(() => …)`); `list.filter(() => …)` gives no function.
 */
const functions = `
[(function_declaration name: (_) @name parameters: (_) @parameters body: (_) @body)
 (generator_function_declaration name: (_) @name parameters: (_) @parameters body: (_) @body)] @function
(method_definition name: (_) @name parameters: (_) @parameters body: (_) @body) @function
(variable_declarator name: (identifier) @name value: [
  (arrow_function parameters: (_)? @parameters body: (_) @body)
  (function_expression parameters: (_) @parameters body: (_) @body)
  (generator_function parameters: (_) @parameters body: (_) @body)]) @function
(variable_declarator name: (identifier) @name value: (call_expression function: (identifier) arguments: (arguments . [
  (arrow_function parameters: (_)? @parameters body: (_) @body)
  (function_expression parameters: (_) @parameters body: (_) @body)]))) @function
(variable_declarator name: (identifier) @name value: (call_expression
  function: (member_expression object: (identifier) @library) arguments: (arguments . [
  (arrow_function parameters: (_)? @parameters body: (_) @body)
  (function_expression parameters: (_) @parameters body: (_) @body)])) (#match? @library "^[A-Z]")) @function
(pair key: [(property_identifier) (private_property_identifier) (string)] @name value: [
  (arrow_function parameters: (_)? @parameters body: (_) @body)
  (function_expression parameters: (_) @parameters body: (_) @body)]) @function
(assignment_expression left: [
    (identifier) @name
    (member_expression property: (_) @name)
  ] right: [
  (arrow_function parameters: (_)? @parameters body: (_) @body)
  (function_expression parameters: (_) @parameters body: (_) @body)]) @function
(variable_declarator name: (identifier) @name value: (_)? @body) @variable
(variable_declarator name: (identifier) @name value: (class body: (_) @body)) @type
(variable_declarator name: (identifier) @name value: (object [
  (method_definition)
  (pair value: [(arrow_function) (function_expression)])]) @body) @type
(assignment_expression left: [
    (identifier) @name
    (member_expression property: (_) @name)
  ] right: (object [
  (method_definition)
  (pair value: [(arrow_function) (function_expression)])]) @body) @type
(arrow_function parameter: (identifier) @parameter)
(class body: (_) @unnamed)
(import_statement) @import
(export_statement source: (_)) @import
(comment) @comment
(hash_bang_line) @comment
`;

const heritage = '[(identifier) @supertype (member_expression property: (_) @supertype)]';
const base = `value: ${heritage}`;

const javascript = `${functions}
(class_declaration name: (_) @name body: (_) @body) @type
[(class_declaration (class_heritage ${heritage}))
 (variable_declarator value: (class (class_heritage ${heritage})))]
(field_definition property: (_) @name value: [
  (arrow_function parameters: (_)? @parameters body: (_) @body)
  (function_expression parameters: (_) @parameters body: (_) @body)]) @function
(field_definition property: (_) @name value: (_)? @body) @variable
(formal_parameters (identifier) @parameter)
(formal_parameters (assignment_pattern left: (identifier) @parameter))
(formal_parameters (rest_pattern (identifier) @parameter))
`;

/** Signatures beside the implementation (overloads) are no functions of their own, those without one are. */
const typescript = `${functions}
[(class_declaration name: (_) @name body: (_) @body)
 (abstract_class_declaration name: (_) @name body: (_) @body)
 (interface_declaration name: (_) @name body: (_) @body)
 (enum_declaration name: (_) @name body: (_) @body)
 (type_alias_declaration name: (_) @name value: (_) @body)
 (internal_module name: (_) @name body: (_) @body)] @type
(ambient_declaration (function_signature name: (_) @name parameters: (_) @parameters) @function)
(interface_body (method_signature name: (_) @name parameters: (_) @parameters) @function)
(object_type (method_signature name: (_) @name parameters: (_) @parameters) @function)
(abstract_method_signature name: (_) @name parameters: (_) @parameters) @function
(variable_declarator name: (identifier) @name value: [
  (satisfies_expression . (object [(method_definition) (pair value: [(arrow_function) (function_expression)])]) @body)
  (as_expression . (object [(method_definition) (pair value: [(arrow_function) (function_expression)])]) @body)]) @type
(public_field_definition name: (_) @name value: [
  (arrow_function parameters: (_)? @parameters body: (_) @body)
  (function_expression parameters: (_) @parameters body: (_) @body)]) @function
(public_field_definition name: (_) @name value: (_)? @body) @variable
[(class_declaration (class_heritage (extends_clause ${base})))
 (abstract_class_declaration (class_heritage (extends_clause ${base})))
 (variable_declarator value: (class (class_heritage (extends_clause ${base}))))]
(implements_clause (type_identifier) @supertype)
(implements_clause (generic_type name: (type_identifier) @supertype))
(extends_type_clause type: (type_identifier) @supertype)
(extends_type_clause type: (generic_type name: (type_identifier) @supertype))
(required_parameter pattern: (identifier) @parameter)
(required_parameter pattern: (rest_pattern (identifier) @parameter))
(optional_parameter pattern: (identifier) @parameter)
`;

/** Words that declare, and those by which tests begin. */
const begins =
  /^(?:@|(?:export|import|function|async function|class|abstract|const|let|var|type|interface|enum|declare|namespace|describe|test|it)\b)/gm;

/**
 * Templates and comments over lines; strings and other comments, because they may hold half of one. What does not end
 * goes on to the end of the text, or of the line: nothing is looked at twice.
 */
const texts =
  /`[^`\\]*(?:\\[\s\S][^`\\]*)*`?|\/\*[\s\S]*?(?:\*\/|$)|\/\/.*|'[^'\\\n]*(?:\\[\s\S][^'\\\n]*)*'?|"[^"\\\n]*(?:\\[\s\S][^"\\\n]*)*"?/g;

/**
 * Types, suites of tests and what makes more of them, what a module gives as one object, and functions around all of a
 * file that have no name of their own.
 */
const holds = new RegExp(
  `^(?:${[
    '(?:.*\\s)?(?:class|interface|namespace|module) +[\\w$].*',
    '\\s*(?:describe|suite)\\b.*(?:=>|\\)) *',
    '\\s*(?:for|if) *\\(.*\\) *',
    '(?:[;!(]*|(?:define|require|\\$)\\(.*|module\\.exports *= *)(?:function\\b *\\(.*\\)|\\([^()]*\\) =>) *',
    '.*\\b(?:extend|assign|mixin)\\(.*',
    '(?:export default|module\\.exports *=|[\\w.]+\\.prototype *=) *',
  ].join('|')})\\{$`,
);

/** Words by which a statement goes on from the line above. */
const GOES_ON = 'else|catch|finally|while|in|instanceof|as|satisfies|extends|implements';

const insides: readonly Inside[] = [
  {
    opens:
      /^(?!.*\bswitch\b).*(?:\)(?:: [\w.<>[\] |]+)?|=>|\b(?:else|try|finally|do|case .*:|default:)) *\{$/,
    closes: '}',
    node: 'statement_block',
    begins: new RegExp(`(?!(?:${GOES_ON})\\b)(?:[\\w$]|//|/\\*)`, 'y'),
  },
  {
    opens: /^(?!.*\b(?:type\b|(?:const|let|var) *\[)).*\[$/,
    closes: ']',
    node: 'array',
    begins: /[^\])},.;]/y,
    ends: ',',
    brackets: ['[', ']'],
  },
];

export const typescriptFamily: readonly Grammar[] = [
  {
    language: 'TypeScript',
    endings: ['.ts', '.mts', '.cts'],
    wasm: wasm('typescript'),
    validated: true,
    query: typescript,
    begins,
    texts,
    holds,
    insides,
  },
  {
    language: 'TSX',
    endings: ['.tsx'],
    wasm: wasm('tsx'),
    validated: true,
    query: typescript,
    begins,
    texts,
    holds,
    insides,
  },
  {
    language: 'JavaScript',
    endings: ['.js', '.jsx', '.mjs', '.cjs'],
    wasm: wasm('javascript'),
    validated: true,
    query: javascript,
    begins,
    texts,
    holds,
    insides,
  },
];
