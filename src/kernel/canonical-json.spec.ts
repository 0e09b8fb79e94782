import { expect, it } from '@jest/globals';
import { canonicalJson } from './canonical-json.js';

it('has its names in order, whatever the order in which they are told', () => {
  expect(canonicalJson({ b: [1.0, 'é'], a: { d: null, c: true } })).toBe('{"a":{"c":true,"d":null},"b":[1,"é"]}');
});

it('is refused of what has no JSON, rather than nothing in its place', () => {
  expect(() => canonicalJson({ toJSON: () => undefined })).toThrow(new TypeError('This is no JSON value.'));
});
