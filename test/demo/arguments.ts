import { parseArgs } from 'node:util';

/** What the demo was asked for. */
export interface DemoOptions {
  /** A local git repository, of which nothing is changed. */
  readonly repo: string;
  /** Pull requests that are played while one looks on. */
  readonly pulls: number;
  /** Pull requests that were merged before the app came. */
  readonly before: number;
  /** Seconds between one step and the next. */
  readonly pace: number;
  /** Minutes that everything stays to be looked at after the last pull request. */
  readonly stay: number;
  /** Whether a short history gets dates further apart. */
  readonly dates: 'stretched' | 'real';
}

export const USAGE = `npm run demo -- [options]
  --repo PATH     whose history is played as pull requests (this repository)
  --pulls N       how many are played live, 1 to 200 (12)
  --before N      how many were merged before the app was installed, 0 to 500 (24)
  --pace SECONDS  between one step and the next, 0 to 60 (2)
  --stay MINUTES  how long everything stays after the last one, 0 to 1440 (30)
  --dates real    leaves the dates of a short history as they are
`;

/** What is wrong with a wish, and the next step. */
export class DemoError extends Error {
  override readonly name = 'DemoError';
}

/** @throws DemoError that names what is wrong */
export function readArguments(words: readonly string[], home: string): DemoOptions {
  const text = { type: 'string' } as const;
  let values: Readonly<Record<string, string | undefined>>;
  try {
    const options = { repo: text, pulls: text, before: text, pace: text, stay: text, dates: text };
    values = parseArgs({ args: [...words], options }).values;
  } catch (error) {
    throw new DemoError(`${(error as Error).message}\n${USAGE}`, { cause: error });
  }
  const number = (name: string, otherwise: number, least: number, most: number, whole = true): number => {
    const written = values[name];
    const value = written === undefined ? otherwise : written === '' ? Number.NaN : Number(written);
    if (!(value >= least && value <= most) || (whole && !Number.isInteger(value)))
      throw new DemoError(
        `--${name} takes a ${whole ? 'whole ' : ''}number from ${least} to ${most}, got ${JSON.stringify(written)}`,
      );
    return value;
  };
  const { dates = 'stretched' } = values;
  if (dates !== 'stretched' && dates !== 'real') throw new DemoError('--dates takes stretched or real');
  return {
    repo: values.repo ?? home,
    pulls: number('pulls', 12, 1, 200),
    before: number('before', 24, 0, 500),
    pace: number('pace', 2, 0, 60, false),
    stay: number('stay', 30, 0, 1440, false),
    dates,
  };
}
