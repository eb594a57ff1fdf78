/** An instruction as it is written, without its continuations. */
export interface Instruction {
  readonly name: string;
  readonly rest: string;
}

/** A stage: what it is made from, what it is called, and what is done in it. */
export interface BuildStage {
  readonly from: string;
  readonly name: string | null;
  readonly instructions: readonly Instruction[];
}

/** What this understands of a Dockerfile; another instruction must be taught to the replay first. */
const KNOWN = [
  'COPY',
  'RUN',
  'WORKDIR',
  'USER',
  'ENV',
  'VOLUME',
  'EXPOSE',
  'HEALTHCHECK',
  'ENTRYPOINT',
  'CMD',
];

/** Reads the stages of a Dockerfile. @throws Error where it says something that is not known here */
export function readDockerfile(text: string): readonly BuildStage[] {
  const stages: { from: string; name: string | null; instructions: Instruction[] }[] = [];
  const joined = text
    .split('\n')
    .filter((line) => !line.trimStart().startsWith('#'))
    .join('\n')
    .replace(/\s*\\\n\s*/g, ' ');
  for (const line of joined.split('\n').filter((it) => it.trim() !== '')) {
    const [, name = '', rest = ''] = /^(\S+)\s+(.*?)\s*$/.exec(line) ?? [];
    if (name === 'FROM') {
      const [, from = '', as] = /^(\S+)(?:\s+AS\s+(\S+))?$/.exec(rest) ?? [];
      stages.push({ from, name: as ?? null, instructions: [] });
      continue;
    }
    const stage = stages.at(-1);
    if (stage === undefined || !KNOWN.includes(name)) throw new Error(`the replay does not know: ${line}`);
    stage.instructions.push({ name, rest });
  }
  return stages;
}

/** The last instruction of a name in a stage: the one that counts. @throws Error where there is none */
export function lastOf({ instructions }: BuildStage, name: string): string {
  const found = instructions.findLast((it) => it.name === name);
  if (found === undefined) throw new Error(`the last stage has no ${name}`);
  return found.rest;
}

/** The exec form, `["node", "dist/cli.js"]`. @throws Error where it is a shell's line: signals would not reach the program */
export function execForm(rest: string): readonly string[] {
  const words: unknown = JSON.parse(rest);
  if (!Array.isArray(words) || !words.every((word) => typeof word === 'string'))
    throw new Error(`it must be in exec form: ${rest}`);
  return words;
}

/** The command of a HEALTHCHECK. */
export const healthCommand = (rest: string): readonly string[] =>
  execForm(rest.replace(/^(?:--\S+\s+)*CMD\s+/, ''));

/** `A=1 B=2`; values in quotes are not known here. */
export function environmentOf({ instructions }: BuildStage): Readonly<Record<string, string>> {
  const pairs = instructions
    .filter(({ name }) => name === 'ENV')
    .flatMap(({ rest }) => rest.split(/\s+/))
    .map((pair) => pair.split('=') as [string, string]);
  return Object.fromEntries(pairs);
}

export interface Copy {
  /** A stage; null for the folder that is built. */
  readonly from: string | null;
  readonly sources: readonly string[];
  readonly to: string;
}

export function copyOf(rest: string): Copy {
  const words = rest.split(/\s+/);
  const options = words.filter((word) => word.startsWith('--'));
  const paths = words.filter((word) => !word.startsWith('--'));
  const from = options.find((word) => word.startsWith('--from='))?.slice('--from='.length) ?? null;
  if (options.length > (from === null ? 0 : 1)) throw new Error(`the replay does not know: COPY ${rest}`);
  return { from, sources: paths.slice(0, -1), to: paths.at(-1) ?? '' };
}

/** Whether `.dockerignore` lets a file through: the last line that fits decides. Only whole paths and `*` are known here. */
export function isSent(ignore: string, path: string): boolean {
  let sent = true;
  for (const line of ignore.split('\n').map((it) => it.trim())) {
    if (line === '' || line.startsWith('#')) continue;
    const isBack = line.startsWith('!');
    const pattern = isBack ? line.slice(1) : line;
    if (pattern !== '*' && /[*?[]/.test(pattern)) throw new Error(`the replay does not know: ${line}`);
    if (pattern === '*' || path === pattern || path.startsWith(`${pattern}/`)) sent = isBack;
  }
  return sent;
}
