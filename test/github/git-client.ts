import { spawn } from 'node:child_process';

/** Runs git as a client of the double: with a token where the app puts it, in the environment and nowhere else. */
export function asyncGit(
  args: readonly string[],
  token: string,
): Promise<{ readonly status: number | null; readonly stdout: string; readonly stderr: string }> {
  const basic = Buffer.from(`x-access-token:${token}`).toString('base64');
  const child = spawn('git', args, {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      PATH: process.env.PATH ?? '',
      HOME: '/nonexistent',
      GIT_CONFIG_NOSYSTEM: '1',
      GIT_CONFIG_GLOBAL: '/dev/null',
      GIT_TERMINAL_PROMPT: '0',
      GIT_CONFIG_COUNT: '2',
      GIT_CONFIG_KEY_0: 'http.extraHeader',
      GIT_CONFIG_VALUE_0: `Authorization: Basic ${basic}`,
      GIT_CONFIG_KEY_1: 'http.followRedirects',
      GIT_CONFIG_VALUE_1: 'false',
    },
  });
  const out: string[] = [];
  const err: string[] = [];
  child.stdout.on('data', (chunk: Buffer) => out.push(String(chunk)));
  child.stderr.on('data', (chunk: Buffer) => err.push(String(chunk)));
  return new Promise((done) => {
    child.on('close', (status) => done({ status, stdout: out.join(''), stderr: err.join('') }));
  });
}
