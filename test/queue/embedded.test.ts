import { describe } from 'vitest';
import { embeddedQueue } from '../../src/queue/embedded.js';
import { promisesOfAQueue } from './contract.js';

describe('the embedded queue', () => {
  promisesOfAQueue((retries) => embeddedQueue({ retries }));
});
