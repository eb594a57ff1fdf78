import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';

/** A folder that goes away with the test. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'holdfast-test-'));
  onTestFinished(() => {
    chmodSync(folder, 0o700);
    rmSync(folder, { recursive: true, force: true });
  });
  return folder;
}

interface CommitOptions {
  author?: string;
  /** Seconds since 1970; without it, an hour after the commit before. */
  at?: number;
}

type Files = Record<string, string | Buffer | null | { symlink: string }>;

/** A real git repository, built commit by commit. Dates start on Monday 2026-01-05 and go on by the hour. */
export class Repo {
  readonly path: string;
  #clock = Date.UTC(2026, 0, 5, 9) / 1000;

  constructor(path: string = join(temporaryFolder(), 'repo')) {
    this.path = path;
    mkdirSync(path, { recursive: true });
    this.git('init', '--quiet', '--initial-branch=main');
  }

  /** Runs git as nobody in particular, without any configuration of this machine. */
  git(...args: string[]): string {
    return this.run(args, {});
  }

  private run(args: string[], env: Record<string, string>): string {
    return execFileSync('git', args, {
      cwd: this.path,
      encoding: 'utf8',
      maxBuffer: 1 << 28,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        PATH: process.env.PATH ?? '',
        HOME: this.path,
        GIT_CONFIG_NOSYSTEM: '1',
        GIT_CONFIG_GLOBAL: '/dev/null',
        ...env,
      },
    }).trim();
  }

  private identity({ author = 'Someone', at }: CommitOptions): Record<string, string> {
    this.#clock = at ?? this.#clock + 3600;
    const date = `@${this.#clock} +0000`;
    const email = `${author.toLowerCase().replace(/[^a-z]/g, '')}@example.org`;
    return {
      GIT_AUTHOR_NAME: author,
      GIT_AUTHOR_EMAIL: email,
      GIT_AUTHOR_DATE: date,
      GIT_COMMITTER_NAME: author,
      GIT_COMMITTER_EMAIL: email,
      GIT_COMMITTER_DATE: date,
    };
  }

  /** Writes files (null removes one) into the work tree. */
  write(files: Files): this {
    for (const [name, content] of Object.entries(files)) {
      const path = join(this.path, name);
      rmSync(path, { force: true });
      if (content === null) continue;
      mkdirSync(dirname(path), { recursive: true });
      if (typeof content === 'object' && 'symlink' in content) symlinkSync(content.symlink, path);
      else writeFileSync(path, content);
    }
    return this;
  }

  /** Writes files and commits all that is there; answers the commit's name. */
  commit(subject: string, files: Files = {}, options: CommitOptions = {}): string {
    this.write(files);
    this.git('add', '--all');
    this.run(['commit', '--quiet', '--allow-empty', '--message', subject], this.identity(options));
    return this.git('rev-parse', 'HEAD');
  }

  /** A new branch from here (or from `start`), checked out. */
  branch(name: string, start = 'HEAD'): this {
    this.git('checkout', '--quiet', '-b', name, start);
    return this;
  }

  checkout(name: string): this {
    this.git('checkout', '--quiet', name);
    return this;
  }

  merge(subject: string, branches: string[], options: CommitOptions = {}): string {
    this.run(['merge', '--quiet', '--no-ff', '--message', subject, ...branches], this.identity(options));
    return this.git('rev-parse', 'HEAD');
  }

  /** Squashes a branch onto the current one, as GitHub does. */
  squash(subject: string, branch: string, options: CommitOptions = {}): string {
    this.git('merge', '--quiet', '--squash', branch);
    this.run(['commit', '--quiet', '--message', subject], this.identity(options));
    return this.git('rev-parse', 'HEAD');
  }

  rebase(onto: string, options: CommitOptions = {}): this {
    this.run(['rebase', '--quiet', onto], this.identity(options));
    return this;
  }

  /** What GitHub keeps of a pull request. */
  pullRef(number: number, commit: string): this {
    this.git('update-ref', `refs/pull/${number}/head`, commit);
    return this;
  }
}
