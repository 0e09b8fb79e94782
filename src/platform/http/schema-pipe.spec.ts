import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { SchemaPipe } from './schema-pipe.js';

const ANYTHING = { type: 'body', schema: z.unknown() } as const;

describe('SchemaPipe', () => {
  it.each<unknown>(['\ud800', { a: ['b', { c: 'x\udc00y' }] }, { 'a\ud800': 1 }, 'a\0b', [{ 'a\0': 1 }]])(
    'refuses text that the database cannot keep, wherever it stands: %j',
    async value => {
      await expect(refusalOf(value)).resolves.toEqual(['text that is no Unicode, or has U+0000']);
    },
  );

  it('takes what is Unicode, however deep', async () => {
    const deep = JSON.parse(`${'['.repeat(100_000)}"å𝔘"${']'.repeat(100_000)}`) as unknown;
    await expect(new SchemaPipe().transform(deep, ANYTHING)).resolves.toBe(deep);
  });

  it('refuses input of a route that names no schema', async () => {
    await expect(Promise.resolve().then(() => new SchemaPipe().transform({}, { type: 'body' }))).rejects.toMatchObject({
      code: 'route-without-schema',
    });
  });
});

async function refusalOf(value: unknown): Promise<unknown> {
  try {
    return await Promise.resolve().then(() => new SchemaPipe().transform(value, ANYTHING));
  } catch (error) {
    return (error as { readonly details: { readonly fields: unknown } }).details.fields; // a DomainError of ours
  }
}
