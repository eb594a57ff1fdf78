import { afterAll, beforeAll, beforeEach, describe, test } from 'vitest';
import type { Opened } from '../../src/store/client.js';
import { changesContract } from './changes-contract.js';
import { concurrencyContract } from './concurrency-contract.js';
import type { Under } from './databases.js';
import { databases, emptied, under } from './databases.js';
import { deliveriesContract } from './deliveries-contract.js';
import { erasureContract } from './erasure-contract.js';
import { interventionsContract } from './interventions-contract.js';
import { issuesContract } from './issues-contract.js';
import { publicationsContract } from './publications-contract.js';
import { pullsContract } from './pulls-contract.js';
import { repositoriesContract } from './repositories-contract.js';
import { reviewsContract } from './reviews-contract.js';
import { sessionsContract } from './sessions-contract.js';
import { travelContract } from './travel-contract.js';

/** Making a database takes seconds, on a busy machine many. */
const SLOW = 300_000;

describe.each(databases)('the store on $name', ({ missing, open }) => {
  if (missing !== null) {
    test.skip(`was left out: ${missing}`, () => {});
    return;
  }
  let opened: Opened | undefined;
  let current: Under | undefined;
  beforeAll(async () => {
    opened = await open();
    current = under(opened);
  }, SLOW);
  beforeEach(() => emptied(here().database));
  afterAll(() => opened?.close());
  const here = (): Under => {
    if (current === undefined) throw new Error('the store is not open');
    return current;
  };

  deliveriesContract(here);
  repositoriesContract(here);
  pullsContract(here);
  publicationsContract(here);
  issuesContract(here);
  changesContract(here);
  reviewsContract(here);
  interventionsContract(here);
  travelContract(here);
  sessionsContract(here);
  erasureContract(here);
  concurrencyContract(here);
});
