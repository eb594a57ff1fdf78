import { type Practice, practiceNames } from '../model/finding.js';
import type { RepositoryOverview } from '../model/overview.js';
import type { Rung } from '../model/rung.js';
import { practices } from './practices.js';
import { RUNG_WORDS } from './words.js';

/** A practice and where it stands, small enough for the top of a README. */
export interface Badge {
  readonly label: string;
  readonly message: string;
  /** By the names that shields.io gives its colours, which take our JSON. */
  readonly color: BadgeColour;
}

export type BadgeColour = 'lightgrey' | 'blue' | 'green' | 'brightgreen' | 'orange' | 'red';

/** What is said where there is nothing, or nothing for whoever asks: both look the same. */
export const UNKNOWN_BADGE: Badge = { label: 'holdfast', message: 'unknown', color: 'lightgrey' };

/** Green is for what lasts: an early sign has another colour. */
const COLOURS: Readonly<Record<Rung, BadgeColour>> = {
  'no-baseline': 'lightgrey',
  'no-signal': 'lightgrey',
  'early-win': 'blue',
  holding: 'blue',
  sustained: 'green',
  anchored: 'brightgreen',
  slipping: 'orange',
  relapsed: 'red',
};

export const isPractice = (name: string): name is Practice =>
  (practiceNames as readonly string[]).includes(name);

/** @param overview null while the first report is being made */
export function badgeOf(overview: Pick<RepositoryOverview, 'indicators'> | null, practice: Practice): Badge {
  if (overview === null) return { label: practice, message: 'being read', color: 'lightgrey' };
  const main = practices.find((it) => it.practice === practice)?.charted[0]?.name;
  const standing = overview.indicators.find(({ name }) => name === main)?.standing;
  if (standing === undefined) return { label: practice, message: 'not known', color: 'lightgrey' };
  // What has been quiet for long is told as it was, and that it was.
  const quiet = standing.guards.includes('dormant') ? ', quiet now' : '';
  return {
    label: practice,
    message: `${RUNG_WORDS[standing.rung].name}${quiet}`,
    color: COLOURS[standing.rung],
  };
}

/** The shape that shields.io takes from an endpoint. */
export const badgeJson = (badge: Badge): string => `${JSON.stringify({ schemaVersion: 1, ...badge })}\n`;
