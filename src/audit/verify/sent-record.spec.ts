import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { SentRecord } from './sent-record.js';
import { sent, sentRecord, type SentValue } from './testing/sent-form.js';

const ID = '0199a000-1234-7000-8000-00000000abcd';

function read(...values: SentValue[]): SentRecord {
  const record = new SentRecord(values.length);
  record.read(sentRecord(values));
  return record;
}

describe('SentRecord', () => {
  it('reads each type as its send function writes it', () => {
    const at = new Date('2026-11-24T07:00:00.123Z');
    const record = read(sent.bigint(7), sent.text('häiriö'), sent.instant(at), sent.uuid(ID));

    expect(record.number(0)).toBe(7);
    expect(record.text(1)).toBe('häiriö');
    expect(record.instantMs(2)).toBe(at.getTime());
    expect(record.uuid(3)).toBe(ID);
  });

  it("reads the bytes as PostgreSQL 18 sent them: select record_send(row(1::bigint, null::text, 'é'::text))", () => {
    const record = new SentRecord(3);
    record.read(
      Buffer.from('00000003' + '00000014000000080000000000000001' + '00000019ffffffff' + '0000001900000002c3a9', 'hex'),
    );

    expect(record.number(0)).toBe(1);
    expect(record.isNull(1)).toBe(true);
    expect(record.text(2)).toBe('é');
  });

  it('reads every whole number that a double holds', () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), value => {
        expect(read(sent.bigint(value)).number(0)).toBe(value);
      }),
    );
  });

  it('reads instants before 2000, and the microseconds of one', () => {
    const at = new Date('1999-12-31T23:59:59.999Z');

    expect(read(sent.instant(at)).instantMs(0)).toBe(at.getTime());
    expect(read(sent.instant(at, 1)).instantMs(0)).not.toBe(at.getTime());
  });

  it('knows nothing from an empty text, in whatever order they come', () => {
    fc.assert(
      fc.property(fc.array(fc.option(fc.string({ unit: 'grapheme', maxLength: 5 })), { minLength: 1 }), texts => {
        const record = read(...texts.map(text => (text === null ? null : sent.text(text))));
        expect(texts.map((_, place) => (record.isNull(place) ? null : record.text(place)))).toEqual(texts);
      }),
    );
  });

  it('has no value that it was not told of: it is never taken for null, or for the one at the beginning', () => {
    const record = read(sent.bigint(7));
    for (const ask of [() => record.isNull(1), () => record.start(1), () => record.end(1), () => record.text(1)])
      expect(ask).toThrow(new RangeError('There is no such place.'));
  });

  it('says where a value stands in the bytes', () => {
    const record = read(null, sent.text('ab'), sent.text('cde'));

    expect(record.bytes.toString('latin1', record.start(1), record.end(1))).toBe('ab');
    expect(record.bytes.toString('latin1', record.start(2), record.end(2))).toBe('cde');
    expect(record.end(0)).toBeLessThan(0);
  });

  it('forgets the record before', () => {
    const record = new SentRecord(2);
    record.read(sentRecord([sent.text('first'), sent.text('second')]));
    record.read(sentRecord([null, sent.text('third')]));

    expect(record.isNull(0)).toBe(true);
    expect(record.text(1)).toBe('third');
  });

  it.each([
    ['fewer values', sentRecord([null]), 'The record has other values.'],
    ['more values', sentRecord([null, null, null]), 'The record has other values.'],
    ['its last byte cut off', sentRecord([null, sent.text('abc')]).subarray(0, -1), 'The record is cut off.'],
  ])('refuses a record with %s', (_, bytes, sentence) => {
    expect(() => {
      new SentRecord(2).read(bytes);
    }).toThrow(new RangeError(sentence));
  });
});
