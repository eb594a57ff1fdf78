import type { Grammar } from './grammar.js';

/** Texts of several lines; shorter ones and comments, because they may hold half of one. */
const texts =
  /"""[\s\S]*?(?:"""|$)|'''[\s\S]*?(?:'''|$)|#.*|"[^"\\\n]*(?:\\[\s\S][^"\\\n]*)*"?|'[^'\\\n]*(?:\\[\s\S][^'\\\n]*)*'?/g;

export const python: Grammar = {
  language: 'Python',
  endings: ['.py', '.pyi'],
  wasm: '@vscode/tree-sitter-wasm/wasm/tree-sitter-python.wasm',
  validated: true,
  texts,
  holds: /(?:^|\s)class +\w.*:$/,
  begins: /^(?:@|(?:def|class|async def)\b)/gm,
  query: `
(function_definition name: (_) @name parameters: (_) @parameters body: (_) @body) @function
(class_definition name: (_) @name body: (_) @body) @type
(class_definition superclasses: (argument_list (identifier) @supertype))
(class_definition superclasses: (argument_list (attribute attribute: (identifier) @supertype)))
(class_definition superclasses: (argument_list (subscript value: (identifier) @supertype)))
(type_alias_statement left: (type (identifier) @name) right: (_) @body) @type
(assignment left: (identifier) @name right: (lambda parameters: (_)? @parameters body: (_) @body)) @function
(assignment left: (identifier) @name right: (_)? @body) @variable
(assignment left: (attribute object: (identifier) @receiver attribute: (identifier) @name) right: (_)? @body
  (#eq? @receiver "self")) @variable
(assignment left: (pattern_list (identifier) @name)) @variable
(for_statement left: (identifier) @name) @variable
(named_expression name: (identifier) @name value: (_) @body) @variable
(parameters (identifier) @parameter)
(parameters (typed_parameter . [
  (identifier) @parameter
  (list_splat_pattern (identifier) @parameter)
  (dictionary_splat_pattern (identifier) @parameter)]))
(parameters (default_parameter name: (identifier) @parameter))
(parameters (typed_default_parameter name: (identifier) @parameter))
(parameters (list_splat_pattern (identifier) @parameter))
(parameters (dictionary_splat_pattern (identifier) @parameter))
(lambda_parameters (identifier) @parameter)
(import_statement) @import
(import_from_statement) @import
(future_import_statement) @import
(comment) @comment
(module . (comment)* . (expression_statement . (string) @comment .))
(block . (comment)* . (expression_statement . (string) @comment .))
`,
};
