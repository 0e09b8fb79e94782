import { describe, expect, it } from '@jest/globals';
import { read, refusalOf } from './testing/examples.js';

const SIDECAR = { format: 'sidecar' };
const METADATA = {
  ...{ externalId: 'a-1', startedAt: '2026-03-01T07:15:00Z', endedAt: '2026-03-01T07:19:40Z' },
  ...{ queue: 'user-support', agent: { username: 'maija.malli' } },
};

describe('a sidecar', () => {
  it('is the metadata of a delivery by request, with its audio beside it', () => {
    const { calls, unusable } = read(JSON.stringify({ source: 'pbx-1', ...METADATA }), SIDECAR);
    expect(calls).toMatchObject([{ call: { source: 'pbx-1', externalId: 'a-1' }, audio: { kind: 'beside' } }]);
    expect(unusable).toEqual([]);
  });

  it('may leave the source out, but name no other', () => {
    expect(read(JSON.stringify(METADATA), SIDECAR).calls).toHaveLength(1);
    const other = read(JSON.stringify({ ...METADATA, source: 'pbx-2' }), SIDECAR);
    expect(other).toEqual({
      calls: [],
      unusable: [{ line: null, externalId: 'a-1', faults: ['source:other-source'] }],
    });
  });

  it('that is not whole says which fields are missing or wrong, and no value', () => {
    const wrong = { ...METADATA, queue: undefined, endedAt: 'yesterday', secretField: 'Testi', caller: { phone: 7 } };
    const { unusable } = read(JSON.stringify(wrong), SIDECAR);
    expect(unusable[0]?.faults.toSorted()).toEqual([
      ...['caller.phone:invalid', 'document:unknown-field', 'endedAt:invalid', 'queue:missing'],
    ]);
  });

  it.each([
    ['a control character', 'a\0b', null],
    ['too many letters', 'x'.repeat(201), null],
    ['a code of a person', '150585-951A', null],
    ['a number of a caller', '040 1234567', null],
    ['one that can be used', ' a-2 ', 'a-2'],
  ])('that is not whole, with %s for an id, goes by that id only where it is one', (_, externalId, known) => {
    const { unusable } = read(JSON.stringify({ ...METADATA, externalId, queue: undefined }), SIDECAR);
    expect(unusable).toMatchObject([{ externalId: known }]);
  });

  it('that does not say which way the call went is an incoming one, as by request', () => {
    expect(read(JSON.stringify(METADATA), SIDECAR).calls[0]?.call.direction).toBe('inbound');
  });

  it.each([
    ['no JSON', '', 'json'],
    ['no object', '[]', 'json'],
    ['a name twice', '{"a":1,"a":2}', 'json-name-twice'],
    ['half a letter', '{"a":"\\ud800"}', 'json-lone-surrogate'],
    ['bytes that are no UTF-8', Buffer.from([0x7b, 0xff, 0x7d]), 'encoding'],
  ])('is refused as a whole with %s', (_, text, why) => {
    expect(refusalOf(text, SIDECAR)).toBe(why);
  });
});

describe('a document', () => {
  const levels = (count: number): string => `{"a":${'['.repeat(count - 1)}1${']'.repeat(count - 1)}}`;
  const values = (count: number): string => `{"a":[1${',1'.repeat(count - 3)}]}`;
  const escapes = (count: number): string => `{"variables":{},"a":"${'\\n'.repeat(count)}"}`;
  const bytes = (count: number): string => '{"variables":{}}'.padEnd(count);
  const FREESWITCH = { format: 'freeswitch', preset: 'freeswitch' };
  const MIB = 2 ** 20;

  it.each([
    ['levels', SIDECAR, levels, 32, 'json-too-deep-or-large'],
    ['values', SIDECAR, values, 200_000, 'json-too-deep-or-large'],
    ['escapes', FREESWITCH, escapes, 1_000_000, 'json-too-deep-or-large'],
    ['bytes of our own form', SIDECAR, bytes, MIB, 'too-large'],
    ['bytes of FreeSWITCH', FREESWITCH, bytes, 4 * MIB, 'too-large'],
  ])('has no more than so many %s', (_, form, document, most, why) => {
    expect([refusalOf(document(most), form), refusalOf(document(most + 1), form)]).toEqual([null, why]);
  });

  it('has no more bytes than a vCon with its audio', () => {
    const form = { format: 'vcon', preset: 'vcon' };
    expect(refusalOf(Buffer.alloc(64 * MIB, ' '), form)).toBe('json');
    expect(refusalOf(Buffer.alloc(64 * MIB + 1, ' '), form)).toBe('too-large');
  });
});
