import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connectDouble, type Double } from './client.js';
import { RequestLog } from './requests.js';
import type { Rule } from './rules.js';
import { serve } from './server.js';
import { newState } from './state/new.js';
import type { State } from './state/state.js';
import type { World } from './world.js';

export interface DoubleOptions {
  /** Where the bare repositories are, and `state.json` of a double that was saved; a temporary folder unless told. */
  readonly folder?: string;
  /** A free one unless told. */
  readonly port?: number;
  /** Where webhooks go; `setWebhook` says it later. */
  readonly webhookUrl?: string;
  readonly webhookSecret?: string;
  /** Rules of GitHub that are not kept, to see whether somebody notices. */
  readonly broken?: readonly Rule[];
  /** Whether GitHub's own noise is sent: suites that are requested by a push, and what the app did itself; true unless told. */
  readonly echoes?: boolean;
  /** Milliseconds that the app has to answer a webhook; GitHub's ten seconds unless told. */
  readonly patience?: number;
}

const PATIENCE = 10_000;

/** A GitHub in this process. Git that is run synchronously cannot reach it: use `startDouble` then. */
export async function createDouble(options: DoubleOptions = {}): Promise<Double> {
  const folder = options.folder ?? mkdtempSync(join(tmpdir(), 'github-double-'));
  const state = readState(folder) ?? newState();
  if (options.webhookUrl !== undefined) state.webhook.url = options.webhookUrl;
  if (options.webhookSecret !== undefined) state.webhook.secret = options.webhookSecret;
  const world: { -readonly [Key in keyof World]: World[Key] } = {
    state,
    folder,
    origin: '',
    requests: new RequestLog(),
    violations: [],
    faults: [],
    broken: new Set(options.broken),
    outbox: { sending: new Set(), held: null },
    waiting: new Set(),
    patience: options.patience ?? PATIENCE,
    echoes: options.echoes ?? true,
    at: null,
  };
  const server = serve(world);
  await new Promise<void>((listening) => server.listen(options.port ?? 0, '127.0.0.1', listening));
  world.origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const close = async (): Promise<void> => {
    server.closeAllConnections();
    await new Promise((closed) => server.close(closed));
    if (options.folder === undefined) rmSync(folder, { recursive: true, force: true });
  };
  return connectDouble(world.origin, close);
}

function readState(folder: string): State | null {
  const file = join(folder, 'state.json');
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : null;
}
