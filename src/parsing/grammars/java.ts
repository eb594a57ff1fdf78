import type { Grammar } from './grammar.js';

/** The name of a type without its package and type arguments. */
const named = `[
  (type_identifier) @supertype
  (scoped_type_identifier (type_identifier) @supertype .)
  (generic_type . [(type_identifier) @supertype (scoped_type_identifier (type_identifier) @supertype .)])]`;

/** Texts of several lines, and comments; strings, because they may hold half of one. */
const texts =
  /"""[^"\\]*(?:(?:\\[\s\S]|"(?!""))[^"\\]*)*(?:"""|$)|\/\*[\s\S]*?(?:\*\/|$)|\/\/.*|"[^"\\\n]*(?:\\.[^"\\\n]*)*"?|'[^'\\\n]*(?:\\.[^'\\\n]*)*'?/g;

export const java: Grammar = {
  language: 'Java',
  endings: ['.java'],
  wasm: '@vscode/tree-sitter-wasm/wasm/tree-sitter-java.wasm',
  validated: true,
  texts,
  holds: /(?:^|\s)(?:class|interface|record) +\w.*\{$/,
  query: `
[(class_declaration name: (_) @name body: (_) @body)
 (interface_declaration name: (_) @name body: (_) @body)
 (enum_declaration name: (_) @name body: (_) @body)
 (record_declaration name: (_) @name body: (_) @body)
 (annotation_type_declaration name: (_) @name body: (_) @body)] @type
(method_declaration name: (_) @name parameters: (_) @parameters body: (_)? @body) @function
(constructor_declaration name: (_) @name parameters: (_) @parameters body: (_) @body) @function
(compact_constructor_declaration name: (_) @name body: (_) @body) @function
(field_declaration declarator: (variable_declarator name: (_) @name value: (_)? @body)) @variable
(constant_declaration declarator: (variable_declarator name: (_) @name value: (_)? @body)) @variable
(local_variable_declaration declarator: (variable_declarator name: (_) @name value: (_)? @body)) @variable
(enhanced_for_statement name: (_) @name) @variable
(formal_parameter name: (_) @parameter)
(spread_parameter (variable_declarator name: (_) @parameter))
(superclass ${named})
(super_interfaces (type_list ${named}))
(extends_interfaces (type_list ${named}))
(object_creation_expression (class_body) @unnamed)
(enum_constant body: (_) @unnamed)
(import_declaration) @import
(package_declaration) @import
(line_comment) @comment
(block_comment) @comment
`,
};
