import { humanThreads } from '../analyses/review-feedback/index.js';
import type { LineCommit } from '../git/pulls.js';
import type { Repository } from '../git/repository.js';
import type { Change } from '../model/change.js';
import type { FileEdit } from '../model/file-edit.js';
import type {
  AfterComment,
  Conversation,
  FileAtFirstReview,
  LaterEdit,
  PullCommit,
  ReviewSnapshot,
} from '../model/review.js';

/** Joins the reviews of pull requests with what happened to the code afterwards. */
export class ReviewSnapshots {
  #last: Promise<unknown> = Promise.resolve();

  /** @param conversationOf what people said of a pull request; null where that is not known */
  constructor(
    private readonly repository: Repository,
    private readonly conversationOf: (number: number) => Promise<Conversation | null>,
  ) {}

  /** One after the other, whoever asks: each starts some git processes. Null where no review is known. */
  of(change: Pick<Change, 'number' | 'kind' | 'base' | 'head'>): Promise<ReviewSnapshot | null> {
    const { number, kind } = change;
    if (number === null || kind !== 'pull-request') return Promise.resolve(null);
    const next = this.#last.then(async () => {
      const conversation = await this.conversationOf(number);
      return conversation === null ? null : snapshotOf(this.repository, conversation, change.base);
    });
    this.#last = next.catch(() => {});
    return next;
  }
}

/**
 * @param base a commit that has all that the change stands on; null: what the forge says
 */
export async function snapshotOf(
  repository: Repository,
  conversation: Conversation,
  base: string | null,
): Promise<ReviewSnapshot> {
  const threads = humanThreads(conversation);
  const commits = [...new Set(threads.flatMap(({ commit }) => commit ?? []))];
  const onto = base ?? conversation.base;
  const present =
    commits.length === 0 ? new Set() : await repository.present([...commits, conversation.head, onto]);
  if (!present.has(conversation.head)) return { conversation, after: new Map(), atFirstReview: [] };
  const known = commits.filter((commit) => present.has(commit));
  const files = new FilesAfterwards(repository, conversation, present.has(onto) ? onto : null);
  await files.read(known);
  const after = new Map<string, AfterComment>();
  for (const { id, commit, path } of threads)
    if (commit !== null && present.has(commit)) after.set(id, await files.after(commit, path));
  return { conversation, after, atFirstReview: await files.atFirstReview(threads) };
}

type Edit = FileEdit & { readonly by: Omit<LaterEdit, 'edit'> };

/** Follows files from commits of a pull request to its head. */
class FilesAfterwards {
  /** Commits of the branch, oldest first, with what each did to which file, by its path before. */
  #line: readonly { readonly sha: string; readonly edits: ReadonlyMap<string, Edit> }[] = [];
  /** For commits that are not on its line any more: what differs between them and the head. */
  readonly #rewritten = new Map<string, ReadonlyMap<string, Edit>>();
  readonly #known = new Map<string, AfterComment>();

  constructor(
    private readonly repository: Repository,
    private readonly conversation: Conversation,
    /** A commit that has all that the change stands on; null where it is not here. */
    private readonly base: string | null,
  ) {}

  /** Asks git once for all that later questions need. */
  async read(commits: readonly string[]): Promise<void> {
    const { head } = this.conversation;
    const line = await this.repository.line(head, this.base);
    const first = line.findIndex(({ sha }) => commits.includes(sha));
    const later = first === -1 ? [] : line.slice(first + 1).filter(({ parents }) => parents.length > 0);
    const own = new Set(line.map(({ sha }) => sha));
    const away = commits.filter((commit) => !own.has(commit));
    const pairs = [
      ...later.map(({ sha, parents }) => `${sha} ${parents[0]}`),
      ...away.map((commit) => `${head} ${commit}`),
    ];
    const read: ReadonlyMap<string, Edit>[] = [];
    const tip = line.at(-1);
    if (pairs.length > 0) {
      for await (const { edits } of this.repository.between(pairs)) {
        const commit = later[read.length];
        const by = commit === undefined ? this.#byHead(tip) : this.#by(commit);
        read.push(
          new Map(edits.flatMap((edit) => (edit.before === null ? [] : [[edit.before, { ...edit, by }]]))),
        );
      }
    }
    const at = new Map(later.map(({ sha }, place) => [sha, read[place] ?? new Map<string, Edit>()]));
    this.#line = line.map(({ sha }) => ({ sha, edits: at.get(sha) ?? new Map() }));
    for (const [place, commit] of away.entries())
      this.#rewritten.set(commit, read[later.length + place] ?? new Map());
  }

  #by({ sha, parents, committedAt, subject }: LineCommit): Edit['by'] {
    const told = this.conversation.commits.find((commit) => commit.sha === sha);
    return {
      commit: sha,
      at: committedAt,
      subject,
      byAuthor: parents.length < 2 && isByAuthor(told, this.conversation),
      coAuthors: told?.coAuthors.map(({ key }) => key) ?? [],
    };
  }

  #byHead(tip: LineCommit | undefined): Edit['by'] {
    const { head } = this.conversation;
    const { committedAt = Number.POSITIVE_INFINITY, subject = '' } = tip ?? {};
    return { commit: head, at: committedAt, subject, byAuthor: true, coAuthors: [] };
  }

  /** What became of a file from a commit that is here on. */
  async after(commit: string, path: string): Promise<AfterComment> {
    const key = `${commit} ${path}`;
    const known = this.#known.get(key) ?? (await this.#follow(commit, path));
    this.#known.set(key, known);
    return known;
  }

  async #follow(commit: string, path: string): Promise<AfterComment> {
    const rewritten = this.#rewritten.get(commit);
    if (rewritten !== undefined) {
      const edit = rewritten.get(path);
      const edits = edit === undefined ? [] : [laterEdit(edit)];
      return { kind: 'rewritten', baseMoved: await this.#hasBaseMoved(commit, path), edits };
    }
    const from = this.#line.findIndex(({ sha }) => sha === commit);
    const edits: LaterEdit[] = [];
    let name = path;
    for (const { edits: own } of this.#line.slice(from + 1)) {
      const edit = own.get(name);
      if (edit === undefined) continue;
      edits.push(laterEdit(edit));
      if (edit.status === 'deleted') break;
      name = edit.path;
    }
    return { kind: 'followed', edits };
  }

  /** Whether the base's own version of a file is another one for the head than it was for a commit. */
  async #hasBaseMoved(commit: string, path: string): Promise<boolean> {
    const [before, now] = [await this.#baseOf(commit), await this.#baseOf(this.conversation.head)];
    if (before === null || now === null) return true;
    if (before === now) return false;
    const [was, is] = await Promise.all([before, now].map((base) => this.repository.blob(`${base}:${path}`)));
    return JSON.stringify(was) !== JSON.stringify(is);
  }

  readonly #bases = new Map<string, Promise<string | null>>();

  #baseOf(commit: string): Promise<string | null> {
    const { base, repository } = this;
    if (base === null) return Promise.resolve(null);
    const find = async (): Promise<string | null> =>
      // What was commented on may be gone with a force-push.
      (await repository.present([commit])).has(commit) ? await repository.mergeBase(commit, base) : null;
    const found = this.#bases.get(commit) ?? find();
    this.#bases.set(commit, found);
    return found;
  }

  /** What the change had in the files with comments when the first one was made. */
  async atFirstReview(threads: Conversation['threads']): Promise<FileAtFirstReview[]> {
    const opened = threads.map(({ comments, commit }) => ({ at: comments[0]?.at ?? 0, commit }));
    const first = opened.reduce<(typeof opened)[number] | null>(
      (least, it) => (least === null || it.at < least.at ? it : least),
      null,
    );
    const commit = first?.commit ?? null;
    if (first === null || commit === null) return [];
    const isKnown = this.#rewritten.has(commit) || this.#line.some(({ sha }) => sha === commit);
    const base = isKnown ? await this.#baseOf(commit) : null;
    if (base === null || base === commit) return [];
    const paths = new Set(threads.map(({ path }) => path));
    const files: FileAtFirstReview[] = [];
    for await (const { edits } of this.repository.net([`${commit} ${base}`])) {
      for (const { path, status, binary, added } of edits) {
        if (!paths.has(path) || status === 'deleted' || binary) continue;
        const hunks = hunksOf(added);
        files.push({ path, commit, at: first.at, hunks, after: await this.after(commit, path) });
      }
    }
    return files;
  }
}

/** Known to be somebody else's only where the forge says whose it is: many commit under an address that it doesn't know. */
function isByAuthor(told: PullCommit | undefined, { author }: Conversation): boolean {
  if (told === undefined || told.author === null || author === null) return !(told?.author?.bot ?? false);
  return [told.author, ...told.coAuthors].some(({ key }) => key === author.key);
}

function laterEdit({ by, path, before, status, binary, added, text, removedAt }: Edit): LaterEdit {
  const unicode = text === null ? null : Buffer.from(text, 'latin1').toString('utf8');
  return { ...by, edit: { path, before, status, binary, added, text: unicode, removedAt } };
}

function hunksOf(added: readonly number[]): { first: number; last: number }[] {
  const hunks: { first: number; last: number }[] = [];
  for (let at = 0; at < added.length; at += 2) {
    const first = added[at] ?? 0;
    hunks.push({ first, last: first + (added[at + 1] ?? 1) - 1 });
  }
  return hunks;
}
