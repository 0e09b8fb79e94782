import { beforeEach, describe, expect, it, jest } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { MovableClock } from '../../kernel/clock.js';
import type { KeyRing } from '../../platform/crypto/key-ring.js';
import type { Database } from '../../platform/database/index.js';
import type { DeleteBlobs } from '../purge/delete-blobs.js';
import { CarryOutErasure } from './carry-out-erasure.js';
import type { CertifyErasure } from './certify-erasure.js';

const NOW = new Date('2026-11-24T07:00:00Z');

describe('what follows the commit of an erasure', () => {
  const logged: unknown[][] = [];
  const destroy = jest.fn<(unitId: string) => Promise<void>>();
  const daysOf = jest.fn<(unitId: string) => Promise<string[]>>();
  const certify = jest.fn<CertifyErasure['execute']>();
  const deleteBlobs = jest.fn<() => Promise<void>>();
  const find = () => Promise.resolve([{ unitId: 'unit' }]);
  // It calls nothing else of them.
  const carryOut = new CarryOutErasure(
    { entities: () => ({ find }) } as unknown as Database,
    { destroy, daysOf } as unknown as KeyRing,
    { execute: certify } as unknown as CertifyErasure,
    { execute: deleteBlobs } as unknown as DeleteBlobs,
    new MovableClock(NOW),
  );

  beforeEach(() => {
    logged.length = 0;
    jest.spyOn(Logger.prototype, 'error').mockImplementation((...said: unknown[]) => void logged.push(said));
    for (const act of [destroy, certify, deleteBlobs]) act.mockReset().mockResolvedValue();
    daysOf.mockReset().mockResolvedValue([]);
  });

  it('destroys a key once more where a move has copied it meanwhile, and certifies then', async () => {
    daysOf.mockResolvedValueOnce(['2026-12-24']);
    await carryOut.attempt('erasure');
    expect(destroy.mock.calls).toEqual([['unit'], ['unit']]);
    expect(certify.mock.calls).toEqual([['erasure', NOW]]);
    expect(logged).toEqual([]);
  });

  it('certifies nothing of a key that comes back every time, and leaves it to the next look', async () => {
    daysOf.mockResolvedValue(['2026-12-24']);
    await carryOut.attempt('erasure');
    expect(destroy).toHaveBeenCalledTimes(5);
    for (const act of [certify, deleteBlobs]) expect(act).not.toHaveBeenCalled();
    expect(logged).toEqual([["couldn't finish an erasure (Error); it goes on at the next look"]]);
  });

  it.each([
    ['by the system’s name of it', Object.assign(new Error('/salainen/polku'), { code: 'EACCES' }), 'EACCES'],
    ['as unknown where it is no error', 'salaista', 'unknown'],
  ])('tells of a store that fails %s', async (_how, error, reason) => {
    deleteBlobs.mockRejectedValueOnce(error);
    await carryOut.attempt('erasure');
    expect(certify).toHaveBeenCalledTimes(1);
    expect(logged).toEqual([[`couldn't finish an erasure (${reason}); it goes on at the next look`]]);
  });
});
