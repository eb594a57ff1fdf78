import type { Grammar } from './grammar.js';

const named = '[(name) @supertype (qualified_name (name) @supertype)]';

export const php: Grammar = {
  language: 'PHP',
  endings: ['.php'],
  wasm: '@vscode/tree-sitter-wasm/wasm/tree-sitter-php.wasm',
  validated: false,
  query: `
[(class_declaration name: (_) @name body: (_) @body)
 (interface_declaration name: (_) @name body: (_) @body)
 (trait_declaration name: (_) @name body: (_) @body)
 (enum_declaration name: (_) @name body: (_) @body)] @type
(function_definition name: (_) @name parameters: (_) @parameters body: (_) @body) @function
(method_declaration name: (_) @name parameters: (_) @parameters body: (_)? @body) @function
(property_element name: (_) @name default_value: (_)? @body) @variable
(property_promotion_parameter name: (variable_name) @name @receiver) @variable
(const_element . (name) @name (_) @body) @variable
(assignment_expression left: (variable_name) @name right: (_) @body) @variable
(foreach_statement . (_) . (variable_name) @name) @variable
(foreach_statement . (_) . (pair (variable_name) @name)) @variable
(simple_parameter name: (_) @parameter)
(variadic_parameter name: (_) @parameter)
(property_promotion_parameter name: (variable_name) @parameter)
(class_declaration (base_clause ${named}))
(interface_declaration (base_clause ${named}))
(class_declaration (class_interface_clause ${named}))
(enum_declaration (class_interface_clause ${named}))
(declaration_list (use_declaration ${named}))
(anonymous_class body: (_) @unnamed)
(namespace_definition !body) @import
(namespace_use_declaration) @import
(expression_statement [
  (require_expression)
  (require_once_expression)
  (include_expression)
  (include_once_expression)]) @import
(php_tag) @comment
(comment) @comment
`,
};
