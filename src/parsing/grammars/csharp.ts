import type { Grammar } from './grammar.js';

/** The name in a base list, without its namespace and type arguments. */
const named = `[
  (identifier) @supertype
  (generic_name . (identifier) @supertype)
  (qualified_name name: [(identifier) @supertype (generic_name . (identifier) @supertype)])]`;

/** Texts of several lines, and comments; strings, because they may hold half of one. */
const texts =
  /"""[\s\S]*?(?:"""+|$)|@"(?:[^"]|"")*"?|\/\*[\s\S]*?(?:\*\/|$)|\/\/.*|"[^"\\\n]*(?:\\.[^"\\\n]*)*"?|'[^'\\\n]*(?:\\.[^'\\\n]*)*'?/g;

/** Namespaces are no containers: like packages, they say where a file belongs. */
export const csharp: Grammar = {
  language: 'C#',
  endings: ['.cs'],
  wasm: '@vscode/tree-sitter-wasm/wasm/tree-sitter-c-sharp.wasm',
  validated: false,
  texts,
  holds: /(?:^|\s)(?:class|struct|interface|record|namespace) +\w.*\{$/,
  query: `
[(class_declaration name: (_) @name body: (_)? @body)
 (struct_declaration name: (_) @name body: (_)? @body)
 (interface_declaration name: (_) @name body: (_)? @body)
 (enum_declaration name: (_) @name body: (_)? @body)
 (record_declaration name: (_) @name body: (_) @body)
 (record_declaration name: (_) @name (parameter_list) @body !body)
 (delegate_declaration name: (_) @name parameters: (_) @body)] @type
(method_declaration name: (_) @name parameters: (_) @parameters body: (_)? @body) @function
(constructor_declaration name: (_) @name parameters: (_) @parameters body: (_)? @body) @function
(local_function_statement name: (_) @name parameters: (_) @parameters body: (_)? @body) @function
(property_declaration name: (_) @name value: (arrow_expression_clause) @body) @function
(property_declaration name: (_) @name accessors: (accessor_list (accessor_declaration body: (_))) @body) @function
(property_declaration name: (_) @name value: (_)? @body) @variable
(field_declaration (variable_declaration (variable_declarator name: (_) @name (_)? @body) @variable))
(event_field_declaration (variable_declaration (variable_declarator name: (_) @name) @variable))
(local_declaration_statement (variable_declaration (variable_declarator name: (_) @name (_)? @body) @variable))
(foreach_statement left: (identifier) @name) @variable
(parameter name: (identifier) @parameter)
(parameter_list name: (identifier) @parameter)
(base_list ${named})
(base_list (primary_constructor_base_type type: ${named}))
(using_directive) @import
(extern_alias_directive) @import
(file_scoped_namespace_declaration) @import
(comment) @comment
(preproc_region) @comment
(preproc_endregion) @comment
`,
};
