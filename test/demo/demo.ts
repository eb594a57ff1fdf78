import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { startDouble } from '../github/start.js';
import { freePort, runApp } from '../services/app.js';
import type { DemoOptions } from './arguments.js';
import { borrowHistory } from './history.js';
import { Play } from './play.js';
import { openSite } from './site.js';
import { checkLine, type Paint, stepLine } from './words.js';

/** The app is given as long as it gives itself, and a little more. */
const ENDING_MS = 25_000;

/**
 * Starts a GitHub double and the app, plays a history, and stays to be looked at. When it returns or throws, nothing of it
 * is left: no process and no folder.
 * @throws DemoError that says the next step
 */
export async function runDemo(
  options: DemoOptions,
  {
    say,
    paint,
    signal,
  }: { readonly say: (line: string) => void; readonly paint: Paint; readonly signal: AbortSignal },
): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'holdfast-demo-'));
  const endings: (() => Promise<unknown>)[] = [async () => rmSync(folder, { recursive: true, force: true })];
  try {
    const history = await borrowHistory(options.repo, folder, {
      dates: options.dates,
      now: Math.floor(Date.now() / 1000),
    });
    const port = await freePort();
    for (const name of ['github', 'app', 'temporary']) mkdirSync(join(folder, name));
    const double = await startDouble({
      folder: join(folder, 'github'),
      webhookUrl: `http://127.0.0.1:${port}/api/github/webhooks`,
    });
    endings.unshift(double.close);
    // Whoever looks at the demo can sign in: nobody asks them anything.
    await double.control.setCallbackUrls({ urls: [`http://127.0.0.1:${port}/signed-in`] });
    await double.control.signInAs({ login: 'you' });
    signal.throwIfAborted();
    const app = await runApp({
      port,
      github: { url: double.url, secrets: await double.control.app() },
      home: join(folder, 'app'),
      env: {
        HOLDFAST_URL: `http://127.0.0.1:${port}`,
        LOG_LEVEL: 'warn',
        // What it leaves when it is killed goes with the rest.
        TMPDIR: join(folder, 'temporary'),
      },
    });
    endings.unshift(() => Promise.race([app.stop(), sleep(ENDING_MS).then(() => app.kill())]));
    signal.throwIfAborted();
    const play = new Play({
      double,
      app,
      history,
      options,
      signal,
      say,
      onStep: (step) => say(stepLine(step, paint)),
      onCheck: (number, check) => say(checkLine(number, check, paint)),
    });
    const site = await openSite(play, double);
    endings.unshift(site.close);
    say(`Pull requests and their checks:  ${paint(36, site.url)}`);
    say(`The report of the app:           ${paint(36, play.reportUrl)}`);
    say('GitHub is a stand-in on this machine: no account, nothing leaves it. Ctrl-C ends it.');
    if (history.note !== null) say(history.note);
    if (options.before > 0) say('First come pull requests that were merged before the app was installed.');
    await play.run();
    if (options.stay > 0) {
      say(`All were played. The pages stay for ${options.stay} minutes, or until Ctrl-C.`);
      await sleep(options.stay * 60_000, undefined, { signal });
    }
  } catch (error) {
    // What was cut off in the middle is not what went wrong.
    if (!signal.aborted) throw error;
  } finally {
    // One that fails (a terminal's Ctrl-C reached it first) must not keep the others.
    for (const end of endings) await end().catch(() => {});
  }
}
