import type { IncomingMessage, ServerResponse } from 'node:http';
import { describe, expect, it } from '@jest/globals';
import { takeAway } from './take-away.js';
import { storeAnswering } from './testing/store-answering.js';

/** What a store does with one object that it has, by the tag of what is there. */
interface Habit {
  readonly knowsConditions: boolean;
  readonly deletes: boolean;
  readonly tag: string;
}

async function taken({ knowsConditions, deletes, tag }: Habit): Promise<string | null> {
  let there: string | null = tag;
  const answer = (response: ServerResponse, request: IncomingMessage): void => {
    const condition = request.headers['if-match'];
    if (request.method === 'HEAD') {
      response.writeHead(there === null ? 404 : 200, there === null ? {} : { etag: there });
    } else if (condition !== undefined && !knowsConditions) {
      response.writeHead(501);
      response.write('<Error><Code>NotImplemented</Code></Error>');
    } else if (condition !== undefined && condition !== there) {
      response.writeHead(412);
      response.write('<Error><Code>PreconditionFailed</Code></Error>');
    } else {
      if (deletes) there = null;
      response.writeHead(204);
    }
    response.end();
  };
  await using store = await storeAnswering(answer);
  await takeAway(store.bucket, 'a.wav', { tag: '"seen"', version: null });
  return there;
}

describe('what is taken away', () => {
  it('is gone, whether the store knows conditions or not', async () => {
    expect(await taken({ knowsConditions: true, deletes: true, tag: '"seen"' })).toBeNull();
    expect(await taken({ knowsConditions: false, deletes: true, tag: '"seen"' })).toBeNull();
  });

  it('stays where it is another object by now, as far as the store can tell', async () => {
    expect(await taken({ knowsConditions: true, deletes: true, tag: '"other"' })).toBe('"other"');
  });

  it('is not taken for gone where it is still there', async () => {
    const lying = taken({ knowsConditions: true, deletes: false, tag: '"seen"' });

    await expect(lying).rejects.toMatchObject({
      code: 'object-store-failed',
      message: expect.stringMatching('StillThere'),
    });
  });
});
