import { plainText } from '../reports/untrusted.js';

/** A repository whose history is being read, and how far that is. */
export interface BeingRead {
  readonly name: string;
  readonly path: string;
  readonly state: string;
}

/** How often a page of several repositories asks again, in seconds: slower than one that only waits, for it is read meanwhile. */
const AGAIN = 5;
/** So many are named. */
const NAMED = 10;

/** After how many seconds the page is to come back; null where nothing is being read. */
export const again = (reading: readonly BeingRead[]): number | null => (reading.length === 0 ? null : AGAIN);

/** What is not there yet, and that nobody has to ask for it. */
export function Reading({ reading }: { readonly reading: readonly BeingRead[] }) {
  const [first] = reading;
  if (first === undefined) return null;
  // Where there is a script, it asks of the first one, and the page stays as it is until that is there.
  return (
    <div class="note" role="status" data-progress={`${first.path}/progress.json`}>
      <p>
        Not all reports are there yet; every number is of those that are. This page comes back by itself until
        they all are.
      </p>
      <ul>
        {reading.slice(0, NAMED).map(({ name, state }) => (
          <li>
            {plainText(name)}: {plainText(state)}
          </li>
        ))}
        {reading.length <= NAMED ? null : <li>and {reading.length - NAMED} more</li>}
      </ul>
    </div>
  );
}
