import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
import {
  type BuildStage,
  copyOf,
  environmentOf,
  execForm,
  healthCommand,
  isSent,
  lastOf,
  readDockerfile,
} from './dockerfile.js';

/** What a Dockerfile makes, laid out in a folder instead of a container. */
export interface LaidOut {
  /** The folder that stands for `/`. */
  readonly root: string;
  readonly workdir: string;
  /** Paths in it lead into the folder. */
  readonly environment: Readonly<Record<string, string>>;
  /** `null` where this machine does not let us be somebody else. */
  readonly user: { readonly uid: number; readonly gid: number } | null;
  readonly command: readonly string[];
  readonly health: readonly string[];
  /** What was not done as it is written, and why. */
  readonly differences: readonly string[];
}

/** The user `nobody` of Debian: it owns nothing. */
const NOBODY = 65_534;

/**
 * Does what the Dockerfile in `project` says, step by step, in folders under `into`.
 * @throws Error with what a step printed when it fails
 */
export function layOut(project: string, into: string, say: (line: string) => void): LaidOut {
  const stages = readDockerfile(readFileSync(join(project, 'Dockerfile'), 'utf8'));
  const ignore = readFileSync(join(project, '.dockerignore'), 'utf8');
  const isRoot = process.getuid?.() === 0;
  const differences = new Set([
    'no container engine: folders stand for file systems, and this machine for the base image',
  ]);
  const roots = new Map<string, string>();
  let root = '';
  let workdir = '';
  for (const [place, stage] of stages.entries()) {
    root = join(into, stage.name ?? `stage-${place}`);
    roots.set(stage.name ?? String(place), root);
    mkdirSync(root, { recursive: true });
    workdir = root;
    for (const { name, rest } of stage.instructions) {
      say(`${name} ${rest}`);
      if (name === 'WORKDIR') workdir = join(root, rest);
      mkdirSync(workdir, { recursive: true });
      if (name === 'COPY') copy(rest, { project, ignore, roots, root, workdir });
      if (name === 'RUN') runStep(rest, { root, workdir, isRoot, differences, places: placesOf(stage) });
    }
  }
  const last = stages.at(-1);
  if (last === undefined) throw new Error('the Dockerfile has no stage');
  const user = lastOf(last, 'USER');
  if (user === 'root' || user === '0') throw new Error('the image runs as root');
  if (!isRoot) differences.add('not root here: everything ran as one user');
  return {
    root,
    workdir,
    environment: Object.fromEntries(
      Object.entries(environmentOf(last)).map(([key, value]) => [
        key,
        value.startsWith('/') ? join(root, value) : value,
      ]),
    ),
    user: isRoot ? { uid: NOBODY, gid: NOBODY } : null,
    command: [...execForm(lastOf(last, 'ENTRYPOINT')), ...execForm(lastOf(last, 'CMD'))],
    health: healthCommand(lastOf(last, 'HEALTHCHECK')),
    differences: [...differences],
  };
}

/** Paths of the image that steps name. */
const placesOf = ({ instructions }: BuildStage): readonly string[] =>
  instructions.filter(({ name }) => name === 'WORKDIR' || name === 'VOLUME').map(({ rest }) => rest);

function copy(
  rest: string,
  {
    project,
    ignore,
    roots,
    root,
    workdir,
  }: {
    readonly project: string;
    readonly ignore: string;
    readonly roots: ReadonlyMap<string, string>;
    readonly root: string;
    readonly workdir: string;
  },
): void {
  const { from, sources, to } = copyOf(rest);
  const base = from === null ? project : roots.get(from);
  if (base === undefined) throw new Error(`COPY names the stage ${from}, which is not there`);
  const target = to.startsWith('/') ? join(root, to) : join(workdir, to);
  for (const source of sources) {
    const path = join(base, source);
    const isFolder = existsSync(path) && statSync(path).isDirectory();
    const filter = (file: string): boolean =>
      from !== null || file === path || isSent(ignore, relative(project, file));
    if (!existsSync(path) || (from === null && !isFolder && !isSent(ignore, source)))
      throw new Error(`COPY ${source}: it is not there, or .dockerignore keeps it away`);
    // Of a folder its contents are copied; a file goes into what ends with a slash.
    const end = isFolder || !to.endsWith('/') ? target : join(target, basename(source));
    cpSync(path, end, { recursive: true, filter, verbatimSymlinks: true });
  }
}

function runStep(
  line: string,
  {
    root,
    workdir,
    isRoot,
    differences,
    places,
  }: {
    readonly root: string;
    readonly workdir: string;
    readonly isRoot: boolean;
    readonly differences: Set<string>;
    readonly places: readonly string[];
  },
): void {
  if (line.startsWith('apt-get ')) {
    // Nothing is installed on the machine that replays; what it installs must be there.
    for (const program of ['git']) {
      if (spawnSync(program, ['--version']).status !== 0) throw new Error(`${program} is not installed here`);
    }
    differences.add('apt-get was not run: git of this machine was used');
    return;
  }
  const owner = isRoot ? ` -o ${NOBODY} -g ${NOBODY}` : '';
  let here = line.replace(/ -o (\S+) -g \1\b/, owner);
  for (const place of places)
    here = here.replace(new RegExp(`(?<=\\s)${place}(?=\\s|/|$)`, 'g'), join(root, place));
  const { NODE_PATH: _, ...env } = process.env;
  // npm would tell its children about this project, in which it was started.
  for (const name of Object.keys(env))
    if (/^npm_(package|lifecycle)_|^npm_config_local_prefix$/.test(name)) delete env[name];
  const { status, stdout, stderr } = spawnSync('/bin/sh', ['-c', here], {
    cwd: workdir,
    env,
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`RUN ${here} ended with ${status}:\n${stdout}${stderr}`);
}
