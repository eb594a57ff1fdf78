import type { Grammar } from './grammar.js';

/** The type that an `impl` block is for, without references, paths and type arguments. */
const receiver = `[
  (type_identifier) @receiver
  (scoped_type_identifier name: (_) @receiver)
  (generic_type type: [(type_identifier) @receiver (scoped_type_identifier name: (_) @receiver)])
  (reference_type type: [(type_identifier) @receiver (generic_type type: (type_identifier) @receiver)])]`;

/** Modules in a file are no containers; closures have no name, also where a variable holds them. */
export const rust: Grammar = {
  language: 'Rust',
  endings: ['.rs'],
  wasm: '@vscode/tree-sitter-wasm/wasm/tree-sitter-rust.wasm',
  validated: false,
  query: `
[(struct_item name: (_) @name body: (_)? @body)
 (enum_item name: (_) @name body: (_) @body)
 (union_item name: (_) @name body: (_) @body)
 (trait_item name: (_) @name body: (_) @body)
 (type_item name: (_) @name type: (_) @body)] @type
(function_item name: (_) @name parameters: (_) @parameters body: (_) @body) @function
(function_signature_item name: (_) @name parameters: (_) @parameters) @function
(impl_item type: ${receiver} body: (declaration_list
  (function_item name: (_) @name parameters: (_) @parameters body: (_) @body) @function))
(const_item name: (_) @name value: (_)? @body) @variable
(static_item name: (_) @name value: (_)? @body) @variable
(field_declaration name: (_) @name type: (_) @body) @variable
(let_declaration pattern: (identifier) @name value: (_)? @body) @variable
(let_declaration pattern: (tuple_pattern (identifier) @name)) @variable
(for_expression pattern: (identifier) @name) @variable
(parameters (parameter pattern: [(identifier) @parameter (mut_pattern (identifier) @parameter)]))
(parameters (self_parameter (self) @parameter))
(trait_item bounds: (trait_bounds [
  (type_identifier) @supertype
  (scoped_type_identifier name: (_) @supertype)
  (generic_type type: (type_identifier) @supertype)]))
(impl_item
  trait: [
    (type_identifier) @implemented
    (scoped_type_identifier name: (_) @implemented)
    (generic_type type: [(type_identifier) @implemented (scoped_type_identifier name: (_) @implemented)])]
  type: ${receiver})
(use_declaration) @import
(extern_crate_declaration) @import
(mod_item !body) @import
(line_comment) @comment
(block_comment) @comment
`,
};
