import type { Grammar } from './grammar.js';

/** The type of a receiver, with or without a pointer and type parameters. */
const receiver = `receiver: (parameter_list (parameter_declaration type: [
  (type_identifier) @receiver
  (generic_type type: (type_identifier) @receiver)
  (pointer_type [(type_identifier) @receiver (generic_type type: (type_identifier) @receiver)])]))`;

/** A function that a name holds: the only kind that stands inside of others. */
const literal = '(func_literal parameters: (_) @parameters body: (_) @body)';

/** Only of what is taken: a result may have a name as well. */
const names = `(parameter_list [
  (parameter_declaration name: (_) @parameter)
  (variadic_parameter_declaration name: (_) @parameter)])`;

export const go: Grammar = {
  language: 'Go',
  endings: ['.go'],
  wasm: '@vscode/tree-sitter-wasm/wasm/tree-sitter-go.wasm',
  validated: false,
  query: `
(function_declaration name: (_) @name parameters: (_) @parameters body: (_)? @body) @function
(method_declaration ${receiver} name: (_) @name parameters: (_) @parameters body: (_)? @body) @function
(method_elem name: (_) @name parameters: (_) @parameters) @function
(var_spec . name: (_) @name . value: (expression_list . ${literal} .)) @function
(short_var_declaration left: (expression_list . (identifier) @name .) right: (expression_list . ${literal} .)) @function
(type_spec name: (_) @name type: (_) @body @form) @type
(type_alias name: (_) @name type: (_) @body) @type
(const_spec name: (identifier) @name value: (_)? @body) @variable
(var_spec name: (identifier) @name value: (_)? @body) @variable
(short_var_declaration left: (expression_list (identifier) @name) right: (_) @body) @variable
(range_clause left: (expression_list (identifier) @name)) @variable
(field_declaration name: (_) @name type: (_) @body) @variable
(method_declaration receiver: ${names})
[(function_declaration parameters: ${names})
 (method_declaration parameters: ${names})
 (method_elem parameters: ${names})
 (func_literal parameters: ${names})]
(field_declaration !name type: [
  (type_identifier) @supertype
  (generic_type type: (type_identifier) @supertype)
  (qualified_type name: (_) @supertype)])
(interface_type (type_elem . [(type_identifier) @supertype (qualified_type name: (_) @supertype)] .))
(import_declaration) @import
(package_clause) @import
(comment) @comment
`,
};
