import { contentLeavesOut, roleOf } from '../analyses/test-first/index.js';
import type { Settings } from '../model/settings.js';

/** Whether a content says of itself that a machine made it. */
export const isGenerated = (text: string): boolean => contentLeavesOut(text) !== null;

/** Why a file is not judged, by its path: what the configuration, `.gitattributes` and convention say. */
export const leavesOut =
  (settings: Settings) =>
  (path: string): string | null => {
    const role = roleOf(path, settings);
    return role.role === 'left-out' ? role.why : null;
  };
