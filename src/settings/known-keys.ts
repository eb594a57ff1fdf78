import { z } from 'zod';
import type { Path } from './problem.js';

interface Described {
  readonly properties?: Readonly<Record<string, Described>>;
  readonly items?: Described;
}

/** Gives the keys that a schema knows in the map at a path. */
export function keysIn(schema: z.ZodType): (path: Path) => string[] {
  let root: Described | undefined;
  return (path) => {
    // Only told where a key is unknown: most configurations never need it.
    root ??= z.toJSONSchema(schema, { io: 'input' }) as Described;
    let at: Described | undefined = root;
    for (const key of path) at = typeof key === 'number' ? at?.items : at?.properties?.[String(key)];
    return Object.keys(at?.properties ?? {});
  };
}
