import { describe, expect, it } from '@jest/globals';
import { recordingMetadata, type RecordingMetadata } from '../ingest/metadata.schemas.js';
import { itemRepair, type RepairedFields } from './quarantined-items.schemas.js';
import { repairedCall } from './repaired-call.js';

const CALLED = { source: 'pbx-1', externalId: '1.1' };
const NAME = { ...CALLED, receivedAt: new Date('2026-11-24T08:00:00Z') };

function call(over: object = {}): RecordingMetadata {
  return recordingMetadata.parse({
    ...{ ...CALLED, startedAt: '2026-11-24T07:00:00Z', endedAt: '2026-11-24T07:05:00Z', queue: 'user-support' },
    ...{ agent: { username: 'maija.malli' }, caller: { name: 'Testi Soittaja', phone: '+358401234567' }, ...over },
  });
}

function fields(given: object): RepairedFields {
  return itemRepair.parse({ fields: given, reason: 'Korjaus' }).fields;
}

describe('a repaired call', () => {
  it('has what was given and, besides, what was known', () => {
    const { call: after, changed } = repairedCall(call(), fields({ queue: 'lab', note: 'soittaa uudelleen' }), NAME);
    expect(after).toEqual(call({ queue: 'lab', note: 'soittaa uudelleen' }));
    expect(changed).toEqual(['note', 'queue']);
  });

  it('keeps the fields of the caller that were not given, since who repairs sees them masked', () => {
    const { call: after, changed } = repairedCall(call(), fields({ caller: { phone: '+358501112223' } }), NAME);
    expect(after.caller).toEqual({ category: 'unknown', name: 'Testi Soittaja', phone: '+358501112223' });
    expect(changed).toEqual(['caller.phone']);
  });

  it('loses what is given as nothing', () => {
    const known = call({ ticket: 'INC-1', linkedId: '1.0' });
    const { call: after } = repairedCall(known, fields({ ticket: null, linkedId: null, caller: { name: null } }), NAME);
    expect([after.ticket, after.linkedId, after.caller?.name]).toEqual([undefined, undefined, undefined]);
    expect(repairedCall(known, fields({ caller: null }), NAME).call.caller).toBeUndefined();
  });

  it('tells of no field that is as it was', () => {
    expect(
      repairedCall(call(), fields({ queue: 'user-support', caller: { name: 'Testi Soittaja' } }), NAME).changed,
    ).toEqual([]);
  });

  it('is a call by itself where nothing was known, under the name of its delivery', () => {
    const whole = { startedAt: '2026-11-24T09:00:00+02:00', endedAt: '2026-11-24T07:05:00Z', queue: 'lab' };
    const given = fields({ ...whole, agent: { extension: '4101' } });
    expect(repairedCall(null, given, NAME).call).toMatchObject({ ...CALLED, queue: 'lab', direction: 'inbound' });
    expect(() => repairedCall(null, fields({ queue: 'lab' }), NAME)).toThrow(
      expect.objectContaining({ code: 'invalid-request' }),
    );
  });

  it('is refused where the fields do not fit together', () => {
    expect(() => repairedCall(call(), fields({ endedAt: '2026-11-24T06:00:00Z' }), NAME)).toThrow(
      expect.objectContaining({ code: 'invalid-request', details: expect.objectContaining({}) }),
    );
  });

  it('ends no later than its audio came where nothing is known, but for what clocks differ by', () => {
    const whole = { startedAt: '2026-11-24T07:00:00Z', queue: 'lab', agent: { extension: '4101' } };
    const ended = (endedAt: string) => repairedCall(null, fields({ ...whole, endedAt }), NAME).call.endedAt;
    expect(ended('2026-11-24T08:05:00Z')).toEqual(new Date('2026-11-24T08:05:00Z'));
    expect(() => ended('2026-11-24T08:05:00.001Z')).toThrow(expect.objectContaining({ code: 'ends-later' }));
  });

  it('ends no later than is known, since it would be kept for longer', () => {
    const later = fields({ endedAt: '2026-11-24T07:05:00.001Z' });
    expect(() => repairedCall(call(), later, NAME)).toThrow(expect.objectContaining({ code: 'ends-later' }));
    const earlier = fields({ endedAt: '2026-11-24T07:04:59Z' });
    expect(repairedCall(call(), earlier, NAME).changed).toEqual(['endedAt']);
  });

  it('stays outgoing where the source has said so', () => {
    const outgoing = call({ direction: 'outbound' });
    expect(repairedCall(outgoing, fields({ direction: 'outbound', queue: 'lab' }), NAME).call.direction).toBe(
      'outbound',
    );
    expect(() => repairedCall(outgoing, fields({ direction: 'internal' }), NAME)).toThrow(
      expect.objectContaining({ code: 'outgoing-stands' }),
    );
    expect(repairedCall(call(), fields({ direction: 'outbound' }), NAME).call.direction).toBe('outbound');
  });
});
