import type { Context } from 'hono';

/** A repository that whoever asks may read. */
export interface Admitted {
  readonly id: number;
  readonly owner: string;
  readonly name: string;
  readonly private: boolean;
  /** They may push to it: so they may also record what was tried. */
  readonly mayWrite: boolean;
}

/** Who asks, and what GitHub lets them see. Asked anew after at most five minutes. */
export interface Access {
  /** Null: it is missing or not theirs. Both look the same. */
  readonly repository: (context: Context, owner: string, name: string) => Promise<Admitted | null>;
  /** All that are theirs explicitly, for lists; null where nobody is signed in. */
  readonly repositories: (context: Context) => Promise<readonly Admitted[] | null>;
  /** What a form must carry, as the field `csrf`; null where nobody is signed in. */
  readonly formToken: (context: Context) => Promise<string | null>;
  /** Whether a POST came from a form of ours, of the same session. */
  readonly isOurForm: (context: Context, token: string | undefined) => Promise<boolean>;
  /** Who is signed in, for the header of pages; null where nobody is. */
  readonly reader: (context: Context) => Promise<{ readonly login: string } | null>;
}
