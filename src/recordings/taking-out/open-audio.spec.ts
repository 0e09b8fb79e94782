import { describe, expect, it } from '@jest/globals';
import { LogGate } from '../../audit/index.js';
import { parseDay } from '../../kernel/calendar.js';
import type { BlobStore } from '../../platform/blobs/blob-store.js';
import { KeyGone } from '../../platform/crypto/key-gone.js';
import type { KeyRing } from '../../platform/crypto/key-ring.js';
import { OpenAudio } from './open-audio.js';

describe('audio that is taken along', () => {
  const DAY = parseDay('2026-11-28');
  const gate = new LogGate();
  // It is asked nothing else before the key is there.
  const ring = { open: () => Promise.reject(new KeyGone()) } as unknown as KeyRing;
  const audio = new OpenAudio(ring, {} as BlobStore, gate);

  it.each(['alarm', 'not-continued', 'copy-missing'] as const)(
    'stays where it is while the log is closed because of %s',
    async because => {
      gate.close(because);
      await expect(audio.execute('a unit', DAY)).rejects.toMatchObject({ code: 'log-closed', details: { because } });
      gate.open(because);
    },
  );

  it('is opened, or told to be lost, while the log is whole, also where it is late', async () => {
    gate.close('late');
    expect(await audio.execute('a unit', DAY)).toBeNull();
  });
});
