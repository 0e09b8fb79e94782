import { describe, expect, it } from '@jest/globals';
import { alarmsToChange, type Cause, type OpenAlarm } from './alarms-to-change.js';

const RAISED = new Date('2026-11-24T07:00:00Z');
const BEFORE = new Date('2026-11-24T06:59:59Z');
const AFTER = new Date('2026-11-24T07:00:01Z');
const gap: Cause = { kind: 'sequence-gap', source: 'pbx-1' };
const silence: OpenAlarm = { kind: 'source-silent', source: 'pbx-1', raisedAt: RAISED };
const last = (at: Date) => new Map([['pbx-1', at]]);

describe('alarms', () => {
  it('are raised for what is wrong and not known yet, by kind and source', () => {
    const other = { ...gap, source: 'pbx-2' };
    const open = [{ ...gap, raisedAt: RAISED }];
    expect(alarmsToChange(open, [gap, other], last(AFTER))).toEqual({ raise: [other], clear: [] });
  });

  it('are over when their cause is', () => {
    const open = [{ ...gap, raisedAt: RAISED }];
    expect(alarmsToChange(open, [], last(BEFORE))).toEqual({ raise: [], clear: open });
  });

  it('of a silence go on until something comes, whatever the habit says meanwhile', () => {
    expect(alarmsToChange([silence], [], last(BEFORE)).clear).toEqual([]);
    expect(alarmsToChange([silence], [], last(RAISED)).clear).toEqual([]);
    expect(alarmsToChange([silence], [], last(AFTER)).clear).toEqual([silence]);
  });

  it('of a silence are over when nobody remembers the source', () => {
    expect(alarmsToChange([silence], [], new Map()).clear).toEqual([silence]);
  });
});
