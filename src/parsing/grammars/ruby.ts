import type { Grammar } from './grammar.js';

const constant = '[(constant) @name (scope_resolution name: (constant) @name)]';

/** Methods of `class << self` and `def self.x` belong to the class; blocks and lambdas have no name. */
export const ruby: Grammar = {
  language: 'Ruby',
  endings: ['.rb', '.rake'],
  wasm: '@vscode/tree-sitter-wasm/wasm/tree-sitter-ruby.wasm',
  validated: false,
  query: `
[(class name: ${constant} body: (_)? @body)
 (module name: ${constant} body: (_)? @body)] @type
(assignment left: (constant) @name right: (call
  receiver: (constant) @_maker method: (identifier) @_method block: (_ body: (_) @body)
  (#any-of? @_maker "Struct" "Class" "Module" "Data") (#any-of? @_method "new" "define"))) @type
(call receiver: (constant) @_maker method: (identifier) @_method block: (_ body: (_) @unnamed)
  (#any-of? @_maker "Struct" "Class" "Module" "Data") (#any-of? @_method "new" "define"))
(method name: (_) @name parameters: (_)? @parameters body: (_)? @body) @function
(singleton_method name: (_) @name parameters: (_)? @parameters body: (_)? @body) @function
(assignment left: [(identifier) (constant)] @name right: (_) @body) @variable
(assignment left: [(instance_variable) (class_variable)] @name @receiver right: (_) @body) @variable
(operator_assignment left: [(instance_variable) (class_variable)] @name @receiver right: (_) @body) @variable
(left_assignment_list (identifier) @name) @variable
(for pattern: (identifier) @name) @variable
(method_parameters [
  (identifier) @parameter
  (optional_parameter name: (_) @parameter)
  (keyword_parameter name: (_) @parameter)
  (splat_parameter name: (_) @parameter)
  (hash_splat_parameter name: (_) @parameter)
  (block_parameter name: (_) @parameter)])
(superclass [(constant) @supertype (scope_resolution name: (_) @supertype)])
(call !receiver method: (identifier) @_mix arguments: (argument_list [
    (constant) @supertype
    (scope_resolution name: (_) @supertype)])
  (#any-of? @_mix "include" "extend" "prepend"))
(call !receiver method: (identifier) @_load
  (#any-of? @_load "require" "require_relative" "load" "autoload")) @import
(call receiver: (_) method: (identifier) @called)
(comment) @comment
(uninterpreted) @comment
`,
};
