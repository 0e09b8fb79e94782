import { beforeEach, describe, expect, it } from '@jest/globals';
import { DomainError } from '../../kernel/errors.js';
import { LogGate, type ClosedBecause } from './log-gate.js';

const SENTENCES: readonly [ClosedBecause, string][] = [
  [
    'not-continued',
    'The database is not a continuation of the log’s copy, so nothing is played. Run "tallenne audit accept-restore" if a backup was restored.',
  ],
  [
    'copy-missing',
    'The copy of the access log is not where it was, so nothing is played. Mount the folder of TALLENNE_LOG_COPY_URL; if it is lost, run "tallenne audit accept-restore --copy-lost".',
  ],
  ['alarm', 'The access log is not as it was written, so nothing is played until an auditor has cleared the alarm.'],
  ['late', 'The access log is behind, so nothing is played for the moment; it opens by itself.'],
];

describe('the gate of the log', () => {
  let gate: LogGate;

  beforeEach(() => {
    gate = new LogGate();
  });

  const refusal = (): unknown => {
    try {
      gate.assertOpen();
      return null;
    } catch (error) {
      return error;
    }
  };

  it('is open while there is no reason to close it', () => {
    expect(refusal()).toBeNull();
    expect([gate.reasons(), gate.sentences()]).toEqual([[], []]);
  });

  it.each(SENTENCES)('says what is to be done where it is closed because of %s', (because, sentence) => {
    gate.close(because);
    expect(gate.isClosed(because)).toBe(true);
    expect(gate.sentences()).toEqual([sentence]);
    const error = refusal();
    expect(error).toBeInstanceOf(DomainError);
    expect(error).toMatchObject({ kind: 'unavailable', code: 'log-closed', message: sentence, details: { because } });
  });

  it.each<[ClosedBecause, boolean, boolean]>([
    ['not-continued', true, true],
    ['copy-missing', true, true],
    ['alarm', true, false],
    ['late', false, false],
  ])(
    'that is closed because of %s stops what takes long: %s, and what shows of callers: %s',
    (because, long, shown) => {
      gate.close(because);
      const stops = (assert: () => void): boolean => {
        try {
          assert();
          return false;
        } catch (error) {
          expect(error).toMatchObject({ code: 'log-closed', details: { because } });
          return true;
        }
      };
      expect([
        stops(() => {
          gate.assertSound();
        }),
        stops(() => {
          gate.assertContinued();
        }),
      ]).toEqual([long, shown]);
    },
  );

  it('opens when the last of its reasons is gone, and counts none twice', () => {
    gate.close('late');
    gate.close('alarm');
    gate.close('late');
    expect(gate.reasons()).toEqual(['late', 'alarm']);
    gate.open('late');
    expect(gate.isClosed('late')).toBe(false);
    expect(refusal()).toMatchObject({ details: { because: 'alarm' } });
    gate.open('alarm');
    expect(refusal()).toBeNull();
  });
});
