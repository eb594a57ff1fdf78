import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

// Compiled it lies one folder deeper (a demo, a bench).
const root = resolve(import.meta.dirname, import.meta.filename.endsWith('.js') ? '../../..' : '../..');
const cli = join(root, 'dist/cli.js');

/** Of a tenth of a second each: making the embedded database takes seconds, and a minute where others work too. */
const ROUNDS = 1_800;

/** A port that nobody listens on now. */
export const freePort = (): Promise<number> =>
  new Promise((done, fail) => {
    const server = createServer();
    server.once('error', fail);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => done(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });

export interface AppOptions {
  readonly port: number;
  /** What the app knows GitHub by; null for none. */
  readonly github: {
    readonly url: string;
    readonly secrets: {
      readonly id: number;
      readonly privateKey: string;
      readonly webhookSecret: string;
      /** What people sign in with; they can where the environment has HOLDFAST_URL too. */
      readonly clientId?: string;
      readonly clientSecret?: string;
    };
  } | null;
  /** Where it keeps its things; a folder that goes with it, unless told. */
  readonly home?: string;
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

/** The app as users start it, in a process of its own. */
export interface RunningApp {
  readonly url: string;
  readonly home: string;
  readonly process: ChildProcess;
  /** All that it has written. */
  readonly output: () => string;
  /** Ends it as an orchestrator does, and waits; the exit code. */
  readonly stop: () => Promise<number | null>;
  readonly kill: (signal?: NodeJS.Signals) => Promise<void>;
  /** Ends it and removes its folder. */
  readonly close: () => Promise<void>;
}

/** Starts the app and waits until it answers. @throws Error with what it wrote when it ends instead */
export async function runApp({ port, github, home, args = [], env = {} }: AppOptions): Promise<RunningApp> {
  const folder = home ?? mkdtempSync(join(tmpdir(), 'holdfast-app-'));
  const child = spawn(process.execPath, [cli, 'serve', ...args], {
    env: {
      PATH: process.env.PATH ?? '',
      HOME: folder,
      HOLDFAST_HOME: folder,
      HOLDFAST_CACHE: 'off',
      PORT: String(port),
      ...(github === null
        ? {}
        : {
            GITHUB_URL: github.url,
            APP_ID: String(github.secrets.id),
            PRIVATE_KEY: github.secrets.privateKey,
            WEBHOOK_SECRET: github.secrets.webhookSecret,
            CLIENT_ID: github.secrets.clientId ?? '',
            CLIENT_SECRET: github.secrets.clientSecret ?? '',
          }),
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
  const ended = new Promise<number | null>((done) => child.once('exit', (code) => done(code)));
  const url = `http://127.0.0.1:${port}`;
  for (let round = 0; ; round += 1) {
    if (child.exitCode !== null || child.signalCode !== null)
      throw new Error(`the app ended at once:\n${output}`);
    if (
      await fetch(`${url}/healthz`).then(
        ({ ok }) => ok,
        () => false,
      )
    )
      break;
    if (round > ROUNDS) {
      child.kill('SIGKILL');
      await ended;
      throw new Error(`the app does not answer:\n${output}`);
    }
    await new Promise((done) => setTimeout(done, 100));
  }
  const isRunning = (): boolean => child.exitCode === null && child.signalCode === null;
  const stop = async (): Promise<number | null> => {
    if (isRunning()) child.kill('SIGTERM');
    return ended;
  };
  const kill = async (signal: NodeJS.Signals = 'SIGKILL'): Promise<void> => {
    if (isRunning()) child.kill(signal);
    if (signal === 'SIGKILL') await ended;
  };
  return {
    url,
    home: folder,
    process: child,
    output: () => output,
    stop,
    kill,
    close: async () => {
      await kill();
      if (home === undefined) rmSync(folder, { recursive: true, force: true });
    },
  };
}
