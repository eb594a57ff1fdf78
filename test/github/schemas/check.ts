import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv';
import formats from 'ajv-formats';

/** What is wrong with a value, one line an error; empty where nothing is. */
export type Check = (value: unknown) => readonly string[];

/** Compiles parts of one document when they are first asked for. */
export class Schemas {
  readonly #ajv: Ajv;
  readonly #compiled = new Map<string, ValidateFunction>();

  constructor(document: object) {
    this.#ajv = new Ajv({ strict: false, allErrors: true, validateSchema: false, inlineRefs: false });
    formats.default(this.#ajv);
    this.#ajv.addSchema({ $id: 'github', ...document });
  }

  /** `pointer`: where in the document the schema is, such as `/components/schemas/check-run`. */
  at(pointer: string): Check {
    let check = this.#compiled.get(pointer);
    if (check === undefined) {
      check = this.#ajv.compile({ $ref: `github#${pointer}` });
      this.#compiled.set(pointer, check);
    }
    const compiled = check;
    return (value) => (compiled(value) ? [] : (compiled.errors ?? []).map(told));
  }
}

const told = ({ instancePath, message, params }: ErrorObject): string => {
  const more = 'additionalProperty' in params ? `: ${params.additionalProperty}` : '';
  return `${instancePath || '/'} ${message ?? 'is wrong'}${more}`;
};

/** A part of a JSON pointer. */
export const escaped = (part: string): string => part.replaceAll('~', '~0').replaceAll('/', '~1');
