import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { formatUuid, idBytes, isId, newId, NOBODY } from './ids.js';

const instant = fc.integer({ min: 0, max: 2 ** 48 - 1 }).map(ms => new Date(ms));

describe('newId', () => {
  it('is a UUID of version 7 and of the RFC 9562 variant', () => {
    fc.assert(
      fc.property(instant, at => {
        expect(newId(at)).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
      }),
    );
  });

  it('begins with the milliseconds of its instant', () => {
    fc.assert(
      fc.property(instant, at => {
        expect(idBytes(newId(at)).readUIntBE(0, 6)).toBe(at.getTime());
      }),
    );
  });

  it('has the timestamp of the example in RFC 9562', () => {
    expect(newId(new Date('2022-02-22T19:22:22.000Z'))).toMatch(/^017f22e2-79b0-7/);
  });

  it('orders ids as text by the instants they were made at', () => {
    fc.assert(
      fc.property(instant, instant, (a, b) => {
        fc.pre(a.getTime() !== b.getTime());
        expect(newId(a) < newId(b)).toBe(a < b);
      }),
    );
  });

  it('never repeats itself within one millisecond', () => {
    const at = new Date();
    expect(new Set(Array.from({ length: 10_000 }, () => newId(at))).size).toBe(10_000);
  });

  it('sorts later ids of one millisecond after earlier ones', () => {
    const ids = Array.from({ length: 3_000 }, () => newId(new Date(1_000)));
    expect(ids.toSorted()).toEqual(ids);
  });

  it('begins each millisecond with a small count, so that many ids have room in it', () => {
    for (let n = 0; n < 3_000; n++) newId(new Date(1_000));
    for (const ms of [2_000, 3_000, 4_000]) {
      expect(idBytes(newId(new Date(ms))).readUInt16BE(6) & 0xfff).toBeLessThanOrEqual(0xff);
    }
  });

  it('leaves no bit of the last eight bytes but the variant the same in all ids', () => {
    const ids = Array.from({ length: 200 }, () => idBytes(newId(new Date(0))).subarray(8));
    const inAll = ids.reduce((seen, id) => Buffer.from(seen.map((byte, n) => byte & (id[n] ?? 0))));
    const inAny = ids.reduce((seen, id) => Buffer.from(seen.map((byte, n) => byte | (id[n] ?? 0))));
    expect(inAll.toString('hex')).toBe('8000000000000000');
    expect(inAny.toString('hex')).toBe('bfffffffffffffff');
  });
});

describe('isId', () => {
  it('knows every id that this system makes, and nobody', () => {
    expect(isId(newId(new Date()))).toBe(true);
    expect(isId(NOBODY)).toBe(true);
  });

  it.each([
    '',
    'recordings',
    '017F22E2-79B0-7CC3-98C4-DC0C0C07398F',
    '017f22e279b07cc398c4dc0c0c07398f',
    '{017f22e2-79b0-7cc3-98c4-dc0c0c07398f}',
    ' 017f22e2-79b0-7cc3-98c4-dc0c0c07398f',
    '017f22e2-79b0-7cc3-98c4-dc0c0c07398f\n',
    '017f22e2-79b0-7cc3-98c4-dc0c0c07398',
    '017f22e2-79b0-7cc3-98c4-dc0c0c07398g',
  ])('refuses %j, another form or another thing', text => {
    expect(isId(text)).toBe(false);
  });
});

describe('idBytes and formatUuid', () => {
  it('undo each other', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 16, maxLength: 16 }), bytes => {
        const id = formatUuid(Buffer.from(bytes));
        expect(isId(id)).toBe(true);
        expect(idBytes(id).equals(bytes)).toBe(true);
      }),
    );
  });
});
