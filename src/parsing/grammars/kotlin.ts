import type { Grammar } from './grammar.js';

/** The name of a type without its package and type arguments. */
const named = (capture: string): string => `(user_type (identifier) ${capture} . (type_arguments)? .)`;

const base = named('@supertype');
const supertype = `[(constructor_invocation ${base}) (explicit_delegation ${base}) ${base}]`;
const receiver = named('@receiver');

/** Texts of several lines, and comments; strings, because they may hold half of one. */
const texts =
  /"""[\s\S]*?(?:"""+|$)|\/\*[\s\S]*?(?:\*\/|$)|\/\/.*|"[^"\\\n]*(?:\\.[^"\\\n]*)*"?|'[^'\\\n]*(?:\\.[^'\\\n]*)*'?/g;

/** A property is a variable, also where a getter computes it. */
export const kotlin: Grammar = {
  language: 'Kotlin',
  endings: ['.kt', '.kts'],
  wasm: '@tree-sitter-grammars/tree-sitter-kotlin/tree-sitter-kotlin.wasm',
  validated: true,
  texts,
  holds: /^(?!.*\benum\b)(?:.*\s)?(?:(?:class|interface|object) +\w|companion object\b).*\{$/,
  query: `
(class_declaration ["class" "interface"] @form name: (_) @name (class_body)? @body) @type
(class_declaration name: (_) @name (enum_class_body) @body @form) @type
(object_declaration name: (_) @name (class_body)? @body) @type
(type_alias type: (_) @name (_) @body) @type
(function_declaration name: (_) @name (function_value_parameters) @parameters (function_body)? @body) @function
(function_declaration
  [${receiver} (nullable_type ${receiver})]
  .
  name: (_) @name
  (function_value_parameters) @parameters (function_body)? @body) @function
(property_declaration (variable_declaration . (identifier) @name) "="? (_)? @body .) @variable
(property_declaration (variable_declaration . (identifier) @name)) @variable
(class_parameter ["val" "var"] (identifier) @name) @variable
(for_statement (variable_declaration . (identifier) @name)) @variable
(parameter . (identifier) @parameter)
(class_parameter (identifier) @parameter)
(class_declaration (delegation_specifiers (delegation_specifier ${supertype})))
(object_declaration (delegation_specifiers (delegation_specifier ${supertype})))
(object_literal (class_body) @unnamed)
(enum_entry (class_body) @unnamed)
(import) @import
(package_header) @import
(line_comment) @comment
(block_comment) @comment
`,
};
