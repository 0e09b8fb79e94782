import { describe, expect, it } from '@jest/globals';
import { parseDay } from '../../kernel/calendar.js';
import { checkMayResume, checkMayStop, PROMPT_WORKING_DAYS } from './may-stop.js';
import type { RequestClock } from './request-clock.js';
import type { Stop } from './stop.js';

const RECEIVED: RequestClock = { receivedOn: parseDay('2026-03-05'), stops: [], extendedOn: null };
const LATER = parseDay('2026-12-01');

const code = (text: string) => expect.objectContaining({ code: text });
const wanted = (kind: Stop['kind'], day: string) => ({ kind, stoppedOn: parseDay(day) });
const stop = (from: string, to: string | null): Stop => ({
  ...wanted('clarification', from),
  resumedOn: to === null ? null : parseDay(to),
});

function stopping(kind: Stop['kind'], day: string, request = RECEIVED, today = LATER, prompt?: number) {
  return () => {
    checkMayStop(wanted(kind, day), request, today, prompt);
  };
}

describe('the clock may be stopped', () => {
  it('from the receipt through the last day', () => {
    expect(stopping('clarification', '2026-03-04')).toThrow(code('stop-before-receipt'));
    expect(stopping('clarification', '2026-03-05')).not.toThrow();
    expect(stopping('clarification', '2026-04-07')).not.toThrow();
    expect(stopping('clarification', '2026-04-08')).toThrow(code('stop-too-late'));
  });

  it('through the extended last day where the request is extended', () => {
    const extended = { ...RECEIVED, extendedOn: parseDay('2026-04-07') };
    expect(stopping('clarification', '2026-06-05', extended)).not.toThrow();
    expect(stopping('clarification', '2026-06-06', extended)).toThrow(code('stop-too-late'));
  });

  it('through a last day that another stop has moved, and while another lasts', () => {
    const moved = { ...RECEIVED, stops: [stop('2026-03-10', '2026-03-20')] };
    expect(stopping('clarification', '2026-04-15', moved)).not.toThrow();
    expect(stopping('clarification', '2026-04-16', moved)).toThrow(code('stop-too-late'));
    const lasting = { ...RECEIVED, stops: [stop('2026-03-10', null)] };
    expect(stopping('clarification', '2026-11-30', lasting)).not.toThrow();
  });

  it('on a day within a stop that has ended since', () => {
    const request = { ...RECEIVED, stops: [stop('2026-04-07', '2026-05-20')] };
    expect(stopping('clarification', '2026-05-19', request)).not.toThrow();
  });

  it('today or on a day that was', () => {
    const today = parseDay('2026-03-10');
    expect(stopping('clarification', '2026-03-10', RECEIVED, today)).not.toThrow();
    expect(stopping('clarification', '2026-03-11', RECEIVED, today)).toThrow(code('stop-in-future'));
  });

  it('for doubt about identity within ten working days of the receipt, or as many as are set', () => {
    expect(PROMPT_WORKING_DAYS).toBe(10);
    expect(stopping('identity', '2026-03-19')).not.toThrow();
    expect(stopping('identity', '2026-03-20')).toThrow(
      expect.objectContaining({ code: 'stop-not-prompt', details: { promptThrough: '2026-03-19' } }),
    );
    expect(stopping('clarification', '2026-03-20')).not.toThrow();
    expect(stopping('identity', '2026-03-09', RECEIVED, LATER, 2)).not.toThrow();
    expect(stopping('identity', '2026-03-10', RECEIVED, LATER, 2)).toThrow(code('stop-not-prompt'));
  });
});

describe('a stop may end', () => {
  const resuming = (each: Stop, day: string, today = LATER) => {
    return () => {
      checkMayResume(each, parseDay(day), today);
    };
  };

  it('on the day it began or later, not before', () => {
    expect(resuming(stop('2026-03-10', null), '2026-03-10')).not.toThrow();
    expect(resuming(stop('2026-03-10', null), '2026-03-31')).not.toThrow();
    expect(resuming(stop('2026-03-10', null), '2026-03-09')).toThrow(code('stop-ends-before-it-begins'));
  });

  it('once', () => {
    expect(resuming(stop('2026-03-10', '2026-03-12'), '2026-03-20')).toThrow(code('stop-over'));
  });

  it('today or on a day that was', () => {
    const today = parseDay('2026-03-12');
    expect(resuming(stop('2026-03-10', null), '2026-03-12', today)).not.toThrow();
    expect(resuming(stop('2026-03-10', null), '2026-03-13', today)).toThrow(code('stop-in-future'));
  });
});
