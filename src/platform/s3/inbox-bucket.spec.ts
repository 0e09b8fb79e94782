import { describe, expect, it } from '@jest/globals';
import { InboxBucket } from './inbox-bucket.js';
import { storeAnswering } from './testing/store-answering.js';

const TERMS = { settleMs: null, waitMs: 0, taken: 'delete', mostBytes: 100 } as const;

/** What a store says of pages of names, each of which says where the next one begins. */
async function foldersOf(pages: readonly string[]) {
  await using store = await storeAnswering((response, { url = '' }) => {
    const at = Number(new URL(url, 'http://store').searchParams.get('continuation-token') ?? 0);
    const isLast = at + 1 >= pages.length;
    const next = isLast ? '' : `<NextContinuationToken>${at + 1}</NextContinuationToken>`;
    response.writeHead(200, { 'content-type': 'application/xml' });
    response.end(`<ListBucketResult><IsTruncated>${!isLast}</IsTruncated>${next}${pages[at] ?? ''}</ListBucketResult>`);
  });
  const inbox = new InboxBucket(store.place, TERMS);
  try {
    return await inbox.folders();
  } finally {
    inbox.close();
  }
}

const object = (name: string) => `<Contents><Key>${name}</Key><Size>1</Size></Contents>`;
const folder = (name: string) => `<CommonPrefixes><Prefix>${name}/</Prefix></CommonPrefixes>`;

describe('the folders of a bucket', () => {
  it('are found behind however many objects lie beside them', async () => {
    const beside = Array.from({ length: 12 }, (_, at) => object(`a-${at}.wav`));

    expect(await foldersOf([...beside, folder('pbx-1')])).toEqual({ names: ['pbx-1'], areAll: true });
  });

  it('are said not to be all where there are more than are looked into', async () => {
    const many = Array.from({ length: 7 }, (_, page) =>
      Array.from({ length: 1_000 }, (_, at) => folder(`s-${page}-${at}`)).join(''),
    );
    const { names, areAll } = await foldersOf(many);

    expect([names.length, areAll]).toEqual([5_000, false]);
  });
});

describe('what was half copied', () => {
  it('is given up also behind what cannot be', async () => {
    const asked: string[] = [];
    const upload = (name: string) => `<Upload><Key>${name}</Key><UploadId>u</UploadId></Upload>`;
    const keys = ['pbx-1/a.wav', 'pbx-1/archive/d/a.wav', 'pbx-1/archive/d/b.wav'];
    await using store = await storeAnswering((response, { method, url = '' }) => {
      const { pathname } = new URL(url, 'http://store');
      if (method === 'DELETE') asked.push(pathname);
      response.writeHead(pathname.endsWith('/archive/d/a.wav') ? 403 : 200, { 'content-type': 'application/xml' });
      response.end(`<ListMultipartUploadsResult>${keys.map(upload).join('')}</ListMultipartUploadsResult>`);
    });
    const inbox = new InboxBucket(store.place, TERMS);
    const sweep = inbox.sweepCopies(0).finally(() => {
      inbox.close();
    });

    await expect(sweep).rejects.toMatchObject({ code: 'object-store-failed', httpStatus: 403 });
    expect(asked).toEqual(['/recordings/pbx-1/archive/d/a.wav', '/recordings/pbx-1/archive/d/b.wav']);
  });
});
