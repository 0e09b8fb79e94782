import { describe, expect, it } from '@jest/globals';
import canonicalize from 'canonicalize';
import fc from 'fast-check';
import { CanonicalLeaf } from './canonical-leaf.js';
import { fieldNamed, LEAF_FIELDS } from './leaf-fields.js';

const leaf = new CanonicalLeaf();

/** Reads between other bytes, as a leaf stands in a record. */
function accepts(text: string | Buffer): boolean {
  const bytes = Buffer.concat([Buffer.from('"}'), Buffer.from(text), Buffer.from('"}')]);
  return leaf.read(bytes, 2, bytes.length - 2);
}

/** What is canonical, said by writing it again. */
function isCanonical(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && !Array.isArray(value) && value !== null && canonicalize(value) === text;
  } catch {
    return false;
  }
}

const names = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.constantFrom('a', 'b', '10', '9', 'ä', '€', '𝄞', '\ufb33', '"', '\n'),
);
const values = fc.letrec(tie => ({
  any: fc.oneof(
    { depthSize: 'small' },
    ...[fc.string({ unit: 'grapheme' }), fc.double({ noNaN: true, noDefaultInfinity: true }), fc.integer()],
    ...[fc.boolean(), fc.constant(null), fc.array(tie('any'), { maxLength: 4 }), tie('object')],
  ),
  object: fc.dictionary(names, tie('any'), { maxKeys: 6 }),
}));

describe('CanonicalLeaf', () => {
  it('accepts whatever RFC 8785 writes', () => {
    fc.assert(
      fc.property(values.object, value => {
        expect(accepts(canonicalize(value) ?? '')).toBe(true);
      }),
    );
  });

  it('accepts a changed text only where it is what RFC 8785 would write', () => {
    const changed = fc.tuple(
      values.object,
      fc.nat(),
      fc.constantFrom(...Array.from('{}[]",:\\ 0123456789.eE+-abuntrf/é\u0000\u007f')),
      fc.nat(2),
    );
    fc.assert(
      fc.property(changed, ([value, at, letter, cut]) => {
        const text = canonicalize(value) ?? '';
        const place = at % text.length;
        const other = (text.slice(0, place) + letter + text.slice(place + cut)).toWellFormed();
        expect([other, accepts(other)]).toEqual([other, isCanonical(other)]);
      }),
      { numRuns: 2000 },
    );
  });

  it.each([
    ['{"b":1,"a":2}', 'names out of order'],
    ['{"a":1,"a":2}', 'a name twice'],
    ['{"\ufb33":1,"𝄞":2}', 'names in the order of code points'],
    ['{"a": 1}', 'a space'],
    ['{"a":1.0}', 'a number that is longer than it must be'],
    ['{"a":-0}', 'minus zero'],
    ['{"a":1e400}', 'a number that is too large'],
    ['{"a":"\\u0041"}', 'an escape that is not needed'],
    ['{"a":"\\u000a"}', 'an escape that has a letter'],
    ['{"a":"\\u001F"}', 'an escape in capitals'],
    ['{"a":"\\/"}', 'an escaped slash'],
    ['{"a":"\n"}', 'a control character'],
    ['{"a":tru}', 'half a word'],
    ['{"a":"b}', 'a text without an end'],
    ['{"a":1', 'an object without an end'],
    ['{"a":1}{}', 'two objects'],
    ['[]', 'a list'],
    [`{"a":${'['.repeat(70)}${']'.repeat(70)}}`, 'more depth than any event has'],
  ])('refuses %s: %s', text => {
    expect(accepts(text)).toBe(false);
  });

  it('refuses a leaf that is cut off anywhere, also where no byte follows', () => {
    const whole = Buffer.from('{"a\\u001f":["b\\n",-1.5,true,null],"c":{"d":"é"}}');
    const accepted = Array.from(whole, (_, end) => leaf.read(Buffer.from(whole.subarray(0, end)), 0, end));

    expect(leaf.read(whole, 0, whole.length)).toBe(true);
    expect(accepted).toEqual(accepted.map(() => false));
  });

  it('takes of the escapes by number those of the control characters without a letter', () => {
    const codes = Array.from({ length: 0x80 }, (_, code) => code);
    const taken = codes.filter(code => accepts(`{"a":"\\u${code.toString(16).padStart(4, '0')}"}`));

    expect(taken).toEqual(codes.filter(code => code < 0x20 && !'\b\t\n\f\r'.includes(String.fromCharCode(code))));
    expect(['{"a":"\\u0b01"}', '{"a":"\\u101f"}', '{"a":"\\u001"}'].map(accepts)).toEqual([false, false, false]);
  });

  it('refuses bytes that are no UTF-8', () => {
    expect(accepts(Buffer.from([0x7b, 0x22, 0xc3, 0x22, 0x3a, 0x31, 0x7d]))).toBe(false);
    expect(accepts(Buffer.from('7b2261223a22eda080227d', 'hex'))).toBe(false);
  });

  it('finds the fields of a leaf where they are, and nowhere else', () => {
    accepts(
      '{"actor":{"id":null,"kind":"staff"},"facts":{"nested":{"queue":"no"},"queue":"billing"},"id":"x","other":{"v":2},"v":1}',
    );
    expect(leaf.json(fieldNamed('facts.queue'))).toBe('"billing"');
    expect(leaf.json(fieldNamed('actor.kind'))).toBe('"staff"');
    expect(leaf.isNull(fieldNamed('actor.id'))).toBe(true);
    expect(leaf.isText(fieldNamed('actor.id'))).toBe(false);
    expect(leaf.json(fieldNamed('v'))).toBe('1');
    expect(leaf.has(fieldNamed('purpose'))).toBe(false);
  });

  it('tells a text, null, and what is neither or not there', () => {
    for (const around of ['"', 'n']) {
      const bytes = Buffer.from(`${around}{"outcome":"done","purpose":null,"v":1}${around}`);
      expect(leaf.read(bytes, 1, bytes.length - 1)).toBe(true);
      const ask = (name: string) => [leaf.isText(fieldNamed(name)), leaf.isNull(fieldNamed(name))];
      expect(ask('outcome')).toEqual([true, false]);
      expect(ask('purpose')).toEqual([false, true]);
      expect(ask('v')).toEqual([false, false]);
      expect(ask('action')).toEqual([false, false]);
    }
    expect(leaf.json(fieldNamed('action'))).toBe('');
  });

  it('goes 64 levels deep and no deeper, in objects as in lists', () => {
    const objects = (levels: number) => `${'{"a":'.repeat(levels - 1)}{}${'}'.repeat(levels - 1)}`;
    const lists = (levels: number) => `{"a":${'['.repeat(levels - 1)}${']'.repeat(levels - 1)}}`;

    expect([objects(64), lists(64)].map(accepts)).toEqual([true, true]);
    expect([objects(65), lists(65)].map(accepts)).toEqual([false, false]);
  });

  it('has no field beyond those that are looked into', () => {
    const none = LEAF_FIELDS.length;
    for (const ask of [() => leaf.has(none), () => leaf.textStart(none), () => leaf.textEnd(none)])
      expect(ask).toThrow(new RangeError('There is no such place.'));
  });

  it('forgets the leaf before', () => {
    accepts('{"purpose":"complaint"}');
    accepts('{"v":1}');
    expect(leaf.has(fieldNamed('purpose'))).toBe(false);
  });
});
