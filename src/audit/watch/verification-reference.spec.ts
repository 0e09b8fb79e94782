import { describe, expect, it } from '@jest/globals';
import type { OutsideLog } from '../copy/outside-log.js';
import type { LogKeys } from '../integration/log-keys.js';
import { VerificationReference } from './verification-reference.js';

describe('what a verification is held against', () => {
  const reference = (checkpoint: string | null) =>
    // It asks nothing else of them.
    new VerificationReference(
      { trustedKeys: () => Promise.resolve(['a key']) } as unknown as LogKeys,
      { checkpoint: () => Promise.resolve(checkpoint) } as unknown as OutsideLog,
    );

  it('is the keys of the log, and the checkpoint of the copy where there is one', async () => {
    expect(await reference('the note').read()).toEqual({ keys: ['a key'], knownCheckpoints: ['the note'] });
    expect(await reference(null).read()).toEqual({ keys: ['a key'], knownCheckpoints: [] });
  });
});
