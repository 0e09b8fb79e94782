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
    } else if (request.method === 'GET' || (condition !== undefined && !knowsConditions)) {
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

  it('without a version of its own stays where another one has come in its place, before it goes or while it goes', async () => {
    expect(await suspended({ replacedAfter: 0 })).toEqual(['null "newer"', 'v1 "older"']);
    expect(await suspended({ replacedAfter: 1 })).toEqual(['null "newer"']);
    expect(await suspended({ replacedAfter: Infinity })).toEqual([]);
  });
});

/** What is left of an object in a bucket that kept versions once, where somebody puts another one there after so many deletions. */
async function suspended({ replacedAfter }: { readonly replacedAfter: number }): Promise<string[]> {
  const versions = new Map([
    ['null', '"seen"'],
    ['v1', '"older"'],
  ]);
  let deletions = 0;
  const replace = () => {
    if (deletions === replacedAfter) versions.set('null', '"newer"');
  };
  replace();
  await using store = await storeAnswering((response, { method, url = '' }) => {
    const asked = new URL(url, 'http://store').searchParams;
    if (method === 'DELETE') {
      versions.delete(asked.get('versionId') ?? '');
      deletions += 1;
      replace();
      response.writeHead(204).end();
      return;
    }
    const listed = [...versions].map(
      ([id, tag]) => `<Version><Key>a.wav</Key><VersionId>${id}</VersionId><ETag>${tag}</ETag></Version>`,
    );
    response.writeHead(200, { 'content-type': 'application/xml' });
    response.end(`<ListVersionsResult>${listed.join('')}</ListVersionsResult>`);
  });
  await takeAway(store.bucket, 'a.wav', { tag: '"seen"', version: 'null' });
  return [...versions].map(([id, tag]) => `${id} ${tag}`);
}
