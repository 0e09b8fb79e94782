import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { readMessage } from '../support/syslog-receiver.js';
import { syslogMessage } from '../../src/audit/stream/syslog-message.js';

const AT = new Date('2026-11-24T07:00:00.123Z');
const EVENT = {
  index: 7,
  id: '0193a5b0-0000-7000-8000-000000000001',
  action: 'playback.granted',
  outcome: 'done',
  recordedAt: AT,
};
const ORIGIN = { hostname: 'tallenne-1', enterpriseNumber: 32_473 };

describe('a message of the stream', () => {
  it('is read back as it was by a strict reader, whatever its parts hold', () => {
    const text = fc.string({ unit: 'grapheme' });
    fc.assert(
      fc.property(text, text, text, fc.string(), fc.nat(), (action, outcome, leaf, hostname, index) => {
        const parts = { ...EVENT, index, action, outcome, leaf: Buffer.from(leaf) };
        const read = readMessage(syslogMessage(parts, { ...ORIGIN, hostname }));
        expect(read.parameters).toEqual({
          index: String(index),
          id: EVENT.id,
          action: leafText(action),
          outcome: leafText(outcome),
        });
        expect(read.text).toBe(leafText(leaf));
      }),
    );
  });

  it.each([
    ['done', 6],
    ['refused', 5],
    ['failed', 4],
  ])('says by its severity that something was %s', (outcome, severity) => {
    const read = readMessage(syslogMessage({ ...EVENT, outcome, leaf: Buffer.from('{}') }, ORIGIN));
    expect([read.facility, read.severity]).toEqual([13, severity]);
  });
});

/** Halves of pairs have no bytes of their own. */
function leafText(text: string): string {
  return Buffer.from(text).toString();
}
