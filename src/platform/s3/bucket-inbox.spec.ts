import { buffer } from 'node:stream/consumers';
import type { ServerResponse } from 'node:http';
import { describe, expect, it } from '@jest/globals';
import { BucketInbox } from './bucket-inbox.js';
import { storeAnswering } from './testing/store-answering.js';

const TERMS = { settleMs: null, waitMs: 0, taken: 'delete', mostBytes: 1_000_000 } as const;

/** Sends a byte now and then, for as long as somebody listens. */
function trickle(response: ServerResponse): void {
  response.writeHead(200, { 'content-length': 1_000_000 });
  const drops = setInterval(() => response.write('x'), 10);
  response.on('close', () => {
    clearInterval(drops);
  });
}

describe('an object of a bucket', () => {
  it('is waited for no longer than somebody may be busy with it, though its bytes go on', async () => {
    await using store = await storeAnswering(trickle);
    const inbox = new BucketInbox(store.bucket, 'pbx-1', TERMS, () => 200);
    const identity = JSON.stringify(['"e"', null]);
    const file = { inbox, source: 'pbx-1', place: 'a.wav', sizeBytes: 1_000_000, changedMs: 0, identity };

    await expect(buffer(inbox.open(file))).rejects.toMatchObject({ kind: 'unavailable', code: 'inbox-file-slow' });
  });

  it('in the archive whose name is no place is told and passed over, and the mark of a folder is nothing', async () => {
    const object = (key: string, size = 1) => `<Contents><Key>${key}</Key><Size>${size}</Size></Contents>`;
    const names = [object('pbx-1/archive/', 0), object('pbx-1/archive/2026-12-01/', 0)];
    const listing = [...names, object('pbx-1/archive/2026-12-01//x'), object('pbx-1/archive/2026-12-01/b.wav')];
    await using store = await storeAnswering(response => {
      response.writeHead(200, { 'content-type': 'application/xml' });
      response.end(`<ListBucketResult>${listing.join('')}</ListBucketResult>`);
    });
    const heard: string[] = [];
    const found = [];
    const inbox = new BucketInbox(store.bucket, 'pbx-1', TERMS);
    for await (const file of inbox.archived(error => heard.push(error))) found.push(file);

    expect(found).toEqual([{ day: '2026-12-01', name: 'b.wav' }]);
    expect(heard).toEqual(['odd-name']);
  });
});
