import { describe, expect, it } from '@jest/globals';
import { parseDay } from '../../kernel/calendar.js';
import { checkExtension, EXTENSION_REASONS, mayExtend } from './extension.js';
import { isExtended, periodInForce, type RequestClock } from './request-clock.js';
import type { Stop } from './stop.js';

const RECEIVED: RequestClock = { receivedOn: parseDay('2026-03-05'), stops: [], extendedOn: null };
const EXTENDED = { may: true, extended: expect.objectContaining({ lastDay: '2026-06-05' }) };

const refused = (refusal: string) => ({ may: false, refusal });
const answerOn = (day: string, request = RECEIVED, reason = 'complexity') => mayExtend(parseDay(day), request, reason);
const stop = (from: string, to: string | null): Stop => ({
  ...{ kind: 'clarification', stoppedOn: parseDay(from), resumedOn: to === null ? null : parseDay(to) },
});

describe('a request may be extended', () => {
  it.each(EXTENSION_REASONS)('because of %s, to three months from the receipt', reason => {
    expect(answerOn('2026-03-20', RECEIVED, reason)).toEqual(EXTENDED);
  });

  it.each(['', 'holiday season', 'Complexity'])('for no other reason: %j', reason => {
    expect(answerOn('2026-03-20', RECEIVED, reason)).toEqual(refused('extension-without-reason'));
  });

  it('from the receipt through the whole of the first last day', () => {
    expect(answerOn('2026-03-04')).toEqual(refused('extension-before-receipt'));
    expect(answerOn('2026-03-05')).toEqual(EXTENDED);
    expect(answerOn('2026-04-07')).toEqual(EXTENDED);
    expect(answerOn('2026-04-08')).toEqual(refused('extension-too-late'));
  });

  it('once', () => {
    const extended = { ...RECEIVED, extendedOn: parseDay('2026-03-20') };
    expect(answerOn('2026-03-21', extended)).toEqual(refused('extended-already'));
  });

  it('through a first last day that a stop has moved, and not by one that came after it', () => {
    const moved = { ...RECEIVED, stops: [stop('2026-03-10', '2026-03-20')] };
    expect(answerOn('2026-04-15', moved)).toMatchObject({ may: true, extended: { lastDay: '2026-06-15' } });
    expect(answerOn('2026-04-16', moved)).toEqual(refused('extension-too-late'));
    const late = { ...RECEIVED, stops: [stop('2026-04-08', null)] };
    expect(answerOn('2026-04-09', late)).toEqual(refused('extension-too-late'));
  });

  it('while the clock stands still, to a day that is open', () => {
    const stopped = { ...RECEIVED, stops: [stop('2026-03-10', null)] };
    expect(answerOn('2026-05-04', stopped)).toMatchObject({ may: true, extended: { runs: false, daysLeft: 87 } });
  });
});

describe('an extension is recorded', () => {
  const recording = (on: string, noticeSentOn: string | null, reason = 'number', request = RECEIVED) => {
    const wanted = { reason, noticeSentOn: noticeSentOn === null ? null : parseDay(noticeSentOn) };
    return () => {
      checkExtension(parseDay(on), request, wanted);
    };
  };
  const problem = (kind: string, code: string) => expect.objectContaining({ kind, code });

  it('with its notice sent', () => {
    expect(recording('2026-04-07', '2026-04-07')).not.toThrow();
    expect(recording('2026-04-07', '2026-03-05')).not.toThrow();
    expect(recording('2026-04-07', null)).toThrow(problem('unprocessable', 'extension-notice-not-sent'));
    expect(recording('2026-04-06', '2026-04-07')).toThrow(problem('unprocessable', 'extension-notice-in-future'));
    expect(recording('2026-04-07', '2026-03-04')).toThrow(problem('unprocessable', 'extension-before-receipt'));
  });

  it('only where it may be had', () => {
    expect(recording('2026-04-08', '2026-04-07')).toThrow(problem('conflict', 'extension-too-late'));
    expect(recording('2026-03-20', '2026-03-20', '')).toThrow(problem('unprocessable', 'extension-without-reason'));
    const extended = { ...RECEIVED, extendedOn: parseDay('2026-03-20') };
    expect(recording('2026-03-21', '2026-03-21', 'number', extended)).toThrow(problem('conflict', 'extended-already'));
  });
});

describe('the period in force', () => {
  it('is the first, or the extended one where the notice went out in time', () => {
    expect(periodInForce(RECEIVED).lastDay).toBe('2026-04-07');
    expect(periodInForce({ ...RECEIVED, extendedOn: parseDay('2026-04-07') }).lastDay).toBe('2026-06-05');
    expect(periodInForce({ ...RECEIVED, extendedOn: parseDay('2026-04-08') }).lastDay).toBe('2026-04-07');
  });

  it('is the first again where the receipt is corrected to a day for which the notice came too late', () => {
    const corrected = { receivedOn: parseDay('2026-02-05'), stops: [], extendedOn: parseDay('2026-04-01') };
    expect(isExtended(corrected)).toBe(false);
    expect(periodInForce(corrected).lastDay).toBe('2026-03-05');
  });

  it('stays extended whatever becomes of a stop during which the notice went out', () => {
    const during = (to: string | null) => ({
      ...RECEIVED,
      stops: [stop('2026-04-07', to)],
      extendedOn: parseDay('2026-04-21'),
    });
    for (const to of [null, '2026-04-22', '2026-05-05']) expect(isExtended(during(to))).toBe(true);
  });
});
