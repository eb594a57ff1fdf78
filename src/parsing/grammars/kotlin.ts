import type { Grammar } from './grammar.js';

export const kotlin: Grammar = {
  language: 'Kotlin',
  endings: ['.kt', '.kts'],
  wasm: '@tree-sitter-grammars/tree-sitter-kotlin/tree-sitter-kotlin.wasm',
  query: `
(class_declaration name: (_) @name (class_body) @body) @type
(class_declaration name: (_) @name (enum_class_body) @body) @type
(class_declaration name: (_) @name) @type
(object_declaration name: (_) @name (class_body)? @body) @type
(type_alias type: (_) @name (_) @body) @type
(function_declaration name: (_) @name (function_value_parameters) @parameters (function_body)? @body) @function
(function_declaration . (user_type (identifier) @receiver) name: (_))
(property_declaration (variable_declaration . (identifier) @name) "="? (_)? @body .) @variable
(property_declaration (variable_declaration . (identifier) @name)) @variable
(class_parameter ["val" "var"] (identifier) @name) @variable
(for_statement (variable_declaration . (identifier) @name)) @variable
(parameter . (identifier) @parameter)
(class_parameter (identifier) @parameter)
(delegation_specifier (constructor_invocation (user_type (identifier) @supertype)))
(delegation_specifier (user_type (identifier) @supertype))
(object_literal (class_body) @unnamed)
(import) @import
(package_header) @import
(line_comment) @comment
(block_comment) @comment
`,
};
