/** What the environment says, read once. */
export interface Config {
  readonly host: string;
  readonly port: number;
}

const PORT = 3000;

/** Reads `HOST` and `PORT`. @throws Error that names every value that is wrong */
export function readConfig(environment: NodeJS.ProcessEnv): Config {
  const port = environment.PORT === undefined || environment.PORT === '' ? PORT : Number(environment.PORT);
  if (!Number.isInteger(port) || port < 0 || port > 65535) {
    throw new Error(`PORT must be a number from 0 to 65535, got ${JSON.stringify(environment.PORT)}`);
  }
  return Object.freeze({ host: environment.HOST || '127.0.0.1', port });
}
