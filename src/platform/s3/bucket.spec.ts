import type { ServerResponse } from 'node:http';
import { describe, expect, it } from '@jest/globals';
import { storeAnswering } from './testing/store-answering.js';

const BYTES = Buffer.from('0123456789');

const part =
  (range: string | null, bytes: Buffer, status = 206) =>
  (response: ServerResponse) => {
    response.writeHead(status, { ...(range && { 'content-range': range }), 'content-length': bytes.length });
    response.end(bytes);
  };

describe('a range of an object', () => {
  const read = async (answer: (response: ServerResponse) => void) => {
    await using store = await storeAnswering(answer);
    return (await store.bucket.range('name', 3, 4, 10))?.toString();
  };

  it('is what was asked for', async () => {
    expect(await read(part('bytes 3-6/10', BYTES.subarray(3, 7)))).toBe('3456');
  });

  it.each([
    ['the whole object', part(null, BYTES, 200)],
    ['another range', part('bytes 0-3/10', BYTES.subarray(0, 4))],
    ['fewer bytes', part('bytes 3-5/10', BYTES.subarray(3, 6))],
    ['no word of which range it is', part(null, BYTES.subarray(3, 7))],
    ['a range of an object of another size', part('bytes 3-6/11', BYTES.subarray(3, 7))],
    ['the range with more bytes than it has', part('bytes 3-6/10', BYTES.subarray(3, 8))],
  ])('is nothing where the store answers with %s', async (_, answer) => {
    await expect(read(answer)).rejects.toMatchObject({ code: 'object-range-wrong' });
  });

  it('is nothing where the answer breaks off', async () => {
    const cut = (response: ServerResponse) => {
      response.writeHead(206, { 'content-range': 'bytes 3-6/10', 'content-length': 4 });
      response.write(BYTES.subarray(3, 5), () => response.destroy());
    };

    await expect(read(cut)).rejects.toMatchObject({ code: 'object-store-failed' });
  });
});

describe('a whole object', () => {
  it('is not read where it is larger than it may be', async () => {
    await using store = await storeAnswering(part(null, BYTES, 200));

    await expect(store.bucket.get('name', 9)).rejects.toMatchObject({ code: 'object-too-large' });
    expect((await store.bucket.get('name', 10))?.equals(BYTES)).toBe(true);
  });
});
