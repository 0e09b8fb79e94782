import { describe, expect, it } from '@jest/globals';
import { isOrdinary, pagesBelow, type ListedPage } from './others-names.js';
import { storeAnswering } from './testing/store-answering.js';

describe('a name that somebody else has given', () => {
  it.each(['a.wav', '2026/11/24/a b+c%.wav', 'ääni.wav', '...', 'a..b/c..'])('is a place: %j', name => {
    expect(isOrdinary(name)).toBe(true);
  });

  it.each([
    ...[
      '',
      '/',
      'a/',
      '/a',
      'a//b',
      '.',
      '..',
      '../a',
      'a/..',
      'a/./b',
      'a\\b',
      'a\0b',
      'a\nb',
      'a\u007fb',
      'a\ufffeb',
    ],
    ...['\ud800.wav', 'a'.repeat(901), Array.from({ length: 14 }, () => 'a').join('/')],
  ])('is none: %j', name => {
    expect(isOrdinary(name)).toBe(false);
  });
});

describe('a listing', () => {
  const answer = (inside: string) => `<ListBucketResult><EncodingType>url</EncodingType>${inside}</ListBucketResult>`;
  const object = (key: string) => `<Contents><Key>${key}</Key><Size>1</Size><ETag>"e"</ETag></Contents>`;
  async function listed(text: string): Promise<ListedPage[]> {
    await using store = await storeAnswering(response => {
      response.writeHead(200, { 'content-type': 'application/xml' });
      response.end(text);
    });
    const pages: ListedPage[] = [];
    for await (const page of pagesBelow(store.bucket, '')) pages.push(page);
    return pages;
  }

  it('has what no XML can hold, and counts what is in no encoding', async () => {
    const [page] = await listed(answer(object('a%01b') + object('a+b%2Bc%2Fd') + object('a%ff')));

    expect(page?.objects.map(({ key }) => key)).toEqual(['a\u0001b', 'a b+c/d']);
    expect(page?.unreadable).toBe(1);
  });

  it('ends where the store gives the same page for ever', async () => {
    const more = '<IsTruncated>true</IsTruncated><NextContinuationToken>again</NextContinuationToken>';

    await expect(listed(answer(object('a') + more))).rejects.toMatchObject({ code: 'object-store-failed' });
  });
});
