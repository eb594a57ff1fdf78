import type { Host, Reader } from './stage.js';
import { LONG_NAME, toldChange } from './stage-store.js';

/** A page in one of its states, and how a browser comes to it. */
export interface StagedPage {
  readonly name: string;
  readonly path: string;
  /** `app`, unless told. */
  readonly host?: Host;
  /** Who is signed in; nobody, unless told. */
  readonly as?: Reader;
  /** What it answers with; 200, unless told. */
  readonly status?: number;
  /** It has more of what another one of these has, which is enough to look at for what takes long. */
  readonly isLong?: true;
  /** What the browser holds besides. */
  readonly cookie?: { readonly name: string; readonly value: string };
  /** A script that leads on to the page that is meant: by a form, as only forms do. */
  readonly leadsOn?: string;
}

const SHOP = '/r/acme/shop';
const SEND = (form: string, values: Readonly<Record<string, string>>): string =>
  `(() => {
    const form = document.querySelector(${JSON.stringify(form)});
    for (const [name, value] of Object.entries(${JSON.stringify(values)})) form.elements[name].value = value;
    form.submit();
  })()`;
const WRONG = SEND('form.record', { title: 'Pairing with @ada', start: '2025-12-01' });
const STATE = { name: 'holdfast-setup', value: 'state' };

/** Every page in every state that looks different. */
export const stagedPages: readonly StagedPage[] = [
  { name: 'report', path: SHOP },
  { name: 'part', path: `${SHOP}?focus=Billing&from=2025-03-01&to=2025-12-31` },
  { name: 'report-long', path: `/r/acme/${LONG_NAME}`, isLong: true },
  { name: 'report-small', path: '/r/acme/small' },
  { name: 'changes', path: `${SHOP}/changes?indicator=test-first.observed&counts=x&from=2025-11-24` },
  { name: 'changes-none', path: `${SHOP}/changes?from=2001-01-01&to=2001-01-02` },
  { name: 'change', path: `${SHOP}/changes/${toldChange()}` },
  { name: 'change-none', path: `${SHOP}/changes/none`, status: 404 },
  { name: 'indicator', path: `${SHOP}/indicators/test-first.accompanied` },
  { name: 'waiting', path: '/r/acme/growing' },
  { name: 'waiting-begun', path: '/r/acme/empty' },
  { name: 'summary', path: `${SHOP}/summary` },
  { name: 'summary-small', path: '/r/acme/small/summary' },
  { name: 'summary-long', path: `/r/acme/${LONG_NAME}/summary` },
  { name: 'badges', path: `${SHOP}/badges` },
  { name: 'badges-private', path: '/r/acme/vault/badges', as: 'ada' },
  { name: 'home', path: '/' },
  { name: 'home-signed-in', path: '/', as: 'ada' },
  { name: 'home-new', path: '/', host: 'new' },
  { name: 'home-importing', path: '/', host: 'importing' },
  { name: 'coach', path: '/coach', as: 'ada', isLong: true },
  { name: 'coach-page-2', path: '/coach?page=2', as: 'ada' },
  { name: 'coach-part', path: '/coach?practice=test-first&rung=slipping&sort=changed', as: 'ada' },
  { name: 'coach-nothing-fits', path: '/coach?q=nothing-is-called-so', as: 'ada' },
  { name: 'coach-recorded', path: '/coach?done=recorded', as: 'dee' },
  { name: 'coach-refused', path: '/coach', as: 'dee', leadsOn: WRONG },
  { name: 'coach-reads-only', path: '/coach', as: 'bob' },
  { name: 'coach-empty', path: '/coach', as: 'cy' },
  { name: 'digest', path: '/coach/digest', as: 'ada' },
  { name: 'digest-empty', path: '/coach/digest', as: 'cy' },
  { name: 'organisation', path: '/o/acme', as: 'ada', isLong: true },
  { name: 'organisation-few', path: '/o/acme?sort=help', as: 'bob' },
  { name: 'organisation-none', path: '/o/acme', as: 'cy', status: 404 },
  { name: 'sign-in-offer', path: '/r/acme/vault', status: 404 },
  { name: 'sign-in-closed', path: '/r/acme/vault', host: 'new', status: 404 },
  { name: 'sign-in-failed', path: '/signed-in?error=access_denied', status: 403 },
  { name: 'not-yours', path: '/r/acme/vault', as: 'cy', status: 404 },
  { name: 'sign-out', path: '/sign-out', as: 'ada' },
  { name: 'signed-out', path: '/sign-out', as: 'ada', leadsOn: "document.querySelector('button').click()" },
  { name: 'unanswered', path: SHOP, host: 'unanswered', status: 502 },
  { name: 'error', path: '/r/acme/broken', status: 500 },
  { name: 'not-found', path: '/nothing-here', status: 404 },
  { name: 'local', path: '/', host: 'local' },
  { name: 'local-report', path: '/r/team', host: 'local' },
  { name: 'local-failed', path: '/r/moved-away', host: 'local', status: 500 },
  { name: 'local-coach', path: '/coach', host: 'local' },
  { name: 'local-organisation', path: '/o/local', host: 'local' },
  { name: 'setup', path: '/setup?organisation=acme', host: 'local' },
  { name: 'setup-unset', path: '/setup', host: 'unset' },
  { name: 'set-up', path: '/setup/made?code=good&state=state', host: 'local', cookie: STATE },
  { name: 'set-up-refused', path: '/setup/made?code=good&state=other', host: 'local', status: 403 },
];
