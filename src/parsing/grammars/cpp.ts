import type { Grammar } from './grammar.js';

/** What a function is called, with the type that it stands for when it is written outside of it. */
const plain = '[(identifier) (field_identifier) (destructor_name) (operator_name)] @name';
const templated = '(template_function name: (_) @name)';
const scope = 'scope: [(namespace_identifier) @receiver (template_type name: (_) @receiver)]';
const qualified = `(qualified_identifier ${scope} name: ${plain})`;
const deeper = `(qualified_identifier name: ${qualified})`;
const deepest = `(qualified_identifier name: ${deeper})`;

/** Pointers and references of the result stand around the name and its parameters, in the tree as in the text. */
const declarators = [plain, templated, qualified, deeper, deepest].flatMap((name) => {
  const own = `(function_declarator declarator: ${name} parameters: (_) @parameters)`;
  const wrapped = `[(pointer_declarator declarator: ${own}) (reference_declarator ${own})]`;
  return [own, wrapped, `(pointer_declarator declarator: ${wrapped})`];
});

const named = (capture: string): string => `[
  (type_identifier) ${capture}
  (template_type name: (_) ${capture})
  (qualified_identifier name: [(type_identifier) ${capture} (template_type name: (_) ${capture})])]`;

const holder = (capture: string, kind = 'identifier'): string => `[
  (${kind}) ${capture}
  (pointer_declarator declarator: (${kind}) ${capture})
  (pointer_declarator declarator: (pointer_declarator declarator: (${kind}) ${capture}))
  (reference_declarator (${kind}) ${capture})
  (array_declarator declarator: (${kind}) ${capture})]`;

const lambda = `(lambda_expression
  declarator: (lambda_declarator parameters: (_)? @parameters)? body: (_) @body)`;

/**
 * Also C, which this grammar reads but for names that are words of C++ (the rest of such a file still counts).
 * A prototype only announces a function that stands elsewhere, so it is none of its own, unless it is pure virtual.
 * A lambda that a variable holds is a function: no other kind stands inside of functions. Namespaces are no containers.
 */
export const cpp: Grammar = {
  language: 'C++',
  endings: ['.cpp', '.cc', '.cxx', '.hpp', '.hh', '.hxx', '.h', '.c'],
  wasm: '@vscode/tree-sitter-wasm/wasm/tree-sitter-cpp.wasm',
  validated: false,
  query: `
[(class_specifier name: ${named('@name')} body: (_) @body)
 (struct_specifier name: ${named('@name')} body: (_) @body)
 (union_specifier name: ${named('@name')} body: (_) @body)
 (enum_specifier name: ${named('@name')} body: (_) @body)
 (alias_declaration name: (_) @name type: (_) @body)] @type
(type_definition type: [
    (struct_specifier !name body: (_) @body)
    (union_specifier !name body: (_) @body)
    (enum_specifier !name body: (_) @body)] @form
  declarator: (type_identifier) @name) @type
(type_definition
  type: [(primitive_type) (sized_type_specifier) (type_identifier) (template_type) (qualified_identifier)] @body
  declarator: ${holder('@name', 'type_identifier')}) @type
${declarators.map((declarator) => `(function_definition declarator: ${declarator} body: (_) @body) @function`).join('\n')}
(field_declaration
  declarator: (function_declarator declarator: (_) @name parameters: (_) @parameters)
  default_value: (number_literal)) @function
(declaration declarator: (init_declarator declarator: (identifier) @name value: ${lambda})) @function
(declaration declarator: (init_declarator declarator: ${holder('@name')} value: (_) @body) @variable)
(declaration declarator: ${holder('@name')}) @variable
(field_declaration declarator: ${holder('@name', 'field_identifier')} default_value: (_)? @body) @variable
(for_range_loop declarator: ${holder('@name')}) @variable
(parameter_declaration declarator: ${holder('@parameter')})
(parameter_declaration declarator: (reference_declarator (variadic_declarator (identifier) @parameter)))
(optional_parameter_declaration declarator: ${holder('@parameter')})
(base_class_clause ${named('@supertype')})
(preproc_include) @import
(using_declaration) @import
(comment) @comment
`,
};
