import type { PersonKey } from '../model/commit.js';
import type { Actor } from '../model/review.js';
import { fields, id, text } from './fields.js';

/** How people are told apart; given from outside, because only it knows the secret that keys are made under. */
export interface Naming {
  /** @param identity `github:NUMBER` where GitHub gives one (a login may change), else `login:NAME` or `mail:ADDRESS` */
  readonly key: (identity: string) => PersonKey;
  /** Whether the configuration, or custom, calls a name a bot. */
  readonly isBot: (name: string) => boolean;
}

/** GitHub marks its own so. */
const MARKED = /\[bot\]$/;

/** An account as GraphQL gives it; null for one that was deleted. */
export function actorOf(value: unknown, { key, isBot }: Naming): Actor | null {
  const { login, databaseId } = fields(value);
  const name = text(login);
  return name === null ? null : { key: key(accountOf(databaseId, name)), bot: isBotAccount(value, isBot) };
}

/** Whether an account is a program's, as GraphQL or REST give it. */
export function isBotAccount(value: unknown, isBot: Naming['isBot']): boolean {
  const { login, type, __typename = type } = fields(value);
  const name = text(login) ?? '';
  return __typename === 'Bot' || MARKED.test(name) || isBot(name);
}

const accountOf = (databaseId: unknown, login: string): string => {
  const number = id(databaseId);
  return number === null ? `login:${login.toLowerCase()}` : `github:${number}`;
};

/** GitHub's addresses for those who keep theirs private: with the number of the account, older ones without. */
const NO_REPLY = /^(?:(\d{1,15})\+)?([\w-]{1,100}(?:\[bot\])?)@users\.noreply\./i;

/**
 * Authors of commits, who may have an address and no account. Of one pull request: an address that GitHub knew once is
 * the same account where it stands in a trailer.
 */
export class Authors {
  readonly #accounts = new Map<string, string>();

  /** @param accounts of those who took part, whose numbers GitHub told */
  constructor(
    private readonly naming: Naming,
    commits: readonly unknown[],
    accounts: readonly unknown[],
  ) {
    for (const { login, databaseId } of accounts.map(fields)) {
      const name = text(login);
      if (name !== null) this.#accounts.set(`login:${name.toLowerCase()}`, accountOf(databaseId, name));
    }
    for (const author of commits.map((commit) => fields(fields(commit).author))) {
      const user = fields(author.user);
      const [login, email] = [text(user.login), text(author.email)];
      if (login === null || email === null) continue;
      const account = accountOf(user.databaseId, login);
      this.#accounts.set(email.toLowerCase(), account).set(`login:${login.toLowerCase()}`, account);
    }
  }

  of(value: unknown): Actor | null {
    const { user, name, email } = fields(value);
    return actorOf(user, this.naming) ?? this.#byAddress(text(name) ?? '', text(email) ?? '');
  }

  /** Those whom `Co-authored-by` trailers of a message name. */
  coAuthors(message: string): readonly Actor[] {
    return [...message.matchAll(/^co-authored-by:[ \t]*([^<\n]{0,200})<([^<>\s]{1,200})>[ \t]*$/gim)].flatMap(
      ([, name = '', email = '']) => this.#byAddress(name.trim(), email) ?? [],
    );
  }

  #byAddress(name: string, email: string): Actor | null {
    if (name === '' && email === '') return null;
    const address = email.toLowerCase();
    const [, number, login] = NO_REPLY.exec(address) ?? [];
    const byLogin = login === undefined ? undefined : `login:${login}`;
    const identity =
      this.#accounts.get(address) ??
      (number === undefined ? undefined : `github:${Number(number)}`) ??
      (byLogin === undefined ? undefined : (this.#accounts.get(byLogin) ?? byLogin)) ??
      `mail:${address === '' ? name.toLowerCase() : address}`;
    const bot = MARKED.test(name) || MARKED.test(login ?? '') || this.naming.isBot(name);
    return { key: this.naming.key(identity), bot };
  }
}
