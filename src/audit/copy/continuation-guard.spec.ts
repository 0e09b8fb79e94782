import { beforeEach, describe, expect, it, jest } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { LogGate } from '../watch/log-gate.js';
import type { CheckContinuation, Continuation } from './check-continuation.js';
import { ContinuationGuard } from './continuation-guard.js';

describe('the guard of the log’s continuation', () => {
  const warned: unknown[][] = [];
  const check = jest.fn<() => Promise<Continuation>>();
  let gate: LogGate;
  let guard: ContinuationGuard;

  beforeEach(() => {
    warned.length = 0;
    jest.spyOn(Logger.prototype, 'warn').mockImplementation((...said: unknown[]) => void warned.push(said));
    gate = new LogGate();
    guard = new ContinuationGuard({ execute: check } as unknown as CheckContinuation, gate); // it calls nothing else
  });

  it('keeps playback closed from the beginning, until it has looked', () => {
    expect(gate.reasons()).toEqual(['not-continued']);
  });

  it.each<[Continuation, string[], boolean]>([
    ['continued', [], true],
    ['not-continued', ['not-continued'], false],
    ['copy-missing', ['copy-missing'], false],
  ])('finds a log %s: then %j keeps playback closed', async (found, reasons, continues) => {
    check.mockResolvedValueOnce(found);
    await expect(guard.look()).resolves.toBe(continues);
    expect(gate.reasons()).toEqual(reasons);
  });

  it('opens what it has closed, and nothing that others have', async () => {
    gate.close('alarm');
    check.mockResolvedValueOnce('copy-missing').mockResolvedValueOnce('continued');
    await guard.look();
    await guard.look();
    expect(gate.reasons()).toEqual(['alarm']);
  });

  it('lets the server start all the same, and says in its log what is wrong', async () => {
    check.mockResolvedValueOnce('copy-missing').mockResolvedValueOnce('continued');
    await guard.onApplicationBootstrap();
    expect(warned).toEqual(gate.sentences().map(sentence => [sentence]));
    expect(warned).toHaveLength(1);
    await guard.onApplicationBootstrap();
    expect(warned).toHaveLength(1);
  });
});
