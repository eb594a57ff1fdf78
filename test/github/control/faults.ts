import type { Fault } from '../faults.js';
import type { Rule } from '../rules.js';
import { redeliver as sendAgain, settled as settledSending } from '../webhooks/send.js';
import type { World } from '../world.js';

/** Lets something go wrong, the next time unless told. */
export function fault(world: World, input: Fault): void {
  world.faults.push(input);
}

export function clearFaults(world: World): void {
  world.faults.length = 0;
}

/** How many requests a `hold` makes wait now. */
export const waiting = (world: World): number => world.waiting.size;

/** Lets them go on. */
export function letGo(world: World): void {
  for (const go of world.waiting) go();
}

/** Puts the double's clock forward: tokens and the hour's limits run out. */
export function advanceClock(world: World, { seconds }: { seconds: number }): void {
  world.state.clockAhead += seconds;
}

/** All tokens there are are worth nothing from now on. */
export function expireTokens(world: World): void {
  const { tokens, userTokens, signIn } = world.state;
  for (const some of [tokens, userTokens, signIn.tokens])
    for (const token of Object.values(some)) token.expiresAt = 0;
}

/** How many points an hour has. */
export function setLimits(world: World, limits: { rest?: number; graphql?: number }): void {
  Object.assign(world.state.limits, limits);
}

/** Where webhooks go; null: nowhere, and the log says so. */
export function setWebhook(world: World, { url, secret }: { url: string | null; secret?: string }): void {
  world.state.webhook = { url, secret: secret ?? world.state.webhook.secret };
}

/** A code that the manifest flow exchanges for the app's secrets, once. */
export function addManifestCode(world: World, { code }: { code: string }): void {
  world.state.manifestCodes.push(code);
}

/** Delivers something again, as GitHub's own page can. */
export function redeliver(world: World, { guid }: { guid: string }): void {
  sendAgain(world, guid);
}

/** Waits until all webhooks have arrived or failed; one that was held back to be overtaken goes out. */
export const settled = (world: World): Promise<void> => settledSending(world);

/** Keeps all rules but these from now on. */
export function breakRules(world: World, { rules }: { rules: readonly Rule[] }): void {
  world.broken.clear();
  for (const rule of rules) world.broken.add(rule);
}
