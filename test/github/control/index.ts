import { type World, worldAt } from '../world.js';
import * as checks from './checks.js';
import * as faults from './faults.js';
import * as issues from './issues.js';
import * as life from './life.js';
import * as observe from './observe.js';
import * as past from './past.js';
import * as pulls from './pulls.js';
import * as setUp from './set-up.js';
import * as signIn from './sign-in.js';
import * as talk from './talk.js';

/** All that tests can tell the double to do, by name. */
const COMMANDS = {
  ...setUp,
  ...pulls,
  ...talk,
  ...checks,
  ...life,
  ...faults,
  ...observe,
  ...past,
  ...issues,
  ...signIn,
};

type Commands = typeof COMMANDS;

/** Every command may be told when it happens, in seconds since 1970; now unless told. */
export interface At {
  readonly at?: number;
}

/** The same from outside: each command with what it takes, and a promise of what it answers. */
export type Control = {
  readonly [Name in keyof Commands]: Parameters<Commands[Name]> extends [World, infer Input]
    ? (input: Input & At) => Promise<Awaited<ReturnType<Commands[Name]>>>
    : () => Promise<Awaited<ReturnType<Commands[Name]>>>;
};

/** @throws Error where there is no such command, or it cannot do what it is told */
export async function runCommand(world: World, name: string, input: unknown): Promise<unknown> {
  if (!Object.hasOwn(COMMANDS, name)) {
    throw new Error(`the double has no command ${name}; it has ${Object.keys(COMMANDS).join(', ')}`);
  }
  const command = COMMANDS[name as keyof Commands] as (world: World, input: unknown) => unknown;
  const { at } = (input ?? {}) as At;
  return command(at === undefined ? world : worldAt(world, at), input);
}
