import { describe, expect, it } from '@jest/globals';
import { syslogFrame, syslogMessage, type StreamedEvent } from './syslog-message.js';

const EVENT: StreamedEvent = {
  index: 7,
  id: '0193a5b0-0000-7000-8000-000000000001',
  action: 'playback.granted',
  outcome: 'done',
  recordedAt: new Date('2026-11-24T07:00:00.123Z'),
  leaf: Buffer.from('{"queue":"Käyttäjätuki"}'),
};
const ORIGIN = { hostname: 'tallenne-1', enterpriseNumber: 32_473 };

function message(event: Partial<StreamedEvent> = {}, origin: Partial<typeof ORIGIN> = {}): string {
  return syslogMessage({ ...EVENT, ...event }, { ...ORIGIN, ...origin }).toString();
}

/** The fields of the header by their places (RFC 5424 §6.2). */
function header(of: string): { priority: string; hostname: string; msgId: string } {
  const [priority = '', , hostname = '', , , msgId = ''] = of.split(' ');
  return { priority, hostname, msgId };
}

describe('a message of the stream', () => {
  it('is RFC 5424 as a whole, with the leaf byte for byte behind the BOM', () => {
    expect(message()).toBe(
      '<110>1 2026-11-24T07:00:00.123Z tallenne-1 tallenne - playback.granted ' +
        '[event@32473 index="7" id="0193a5b0-0000-7000-8000-000000000001" action="playback.granted" outcome="done"] ' +
        '\ufeff{"queue":"Käyttäjätuki"}',
    );
  });

  it.each([
    ['done', '<110>1', 'informational'],
    ['refused', '<109>1', 'a notice'],
    ['failed', '<108>1', 'a warning'],
    ['of-tomorrow', '<108>1', 'a warning, rather than passed over'],
  ])('of something %s has the priority %s: %s', (outcome, priority) => {
    expect(header(message({ outcome })).priority).toBe(priority);
  });

  it('names the machine in 255 printable characters at most, and by a dash where none is left', () => {
    expect(header(message({}, { hostname: 'pöytä palvelin!~\u007f' })).hostname).toBe('pytpalvelin!~');
    expect(header(message({}, { hostname: `${'a'.repeat(255)}b` })).hostname).toBe('a'.repeat(255));
    expect(header(message({}, { hostname: 'ääö \n' })).hostname).toBe('-');
  });

  it('has the action as its MSGID, of 32 characters at most, and whole among its data', () => {
    const action = `${'x'.repeat(31)}.granted`;
    expect(header(message({ action })).msgId).toBe(`${'x'.repeat(31)}.`);
    expect(message({ action })).toContain(`action="${action}"`);
  });

  it('escapes what would end a value early', () => {
    expect(message({ outcome: 'a"b\\c]d' })).toContain('outcome="a\\"b\\\\c\\]d"]');
  });
});

describe('a frame of the stream', () => {
  it('says the length in bytes, not in letters', () => {
    expect(syslogFrame(Buffer.from('ä')).toString()).toBe('2 ä');
  });

  it('leaves the message as it is', () => {
    const bytes = Buffer.from([0, 0xff, 0x20, 0x0a]);
    expect(syslogFrame(bytes)).toEqual(Buffer.concat([Buffer.from('4 '), bytes]));
  });
});
