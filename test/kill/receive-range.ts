import { type IncomingMessage, get } from 'node:http';
import type { Ledger } from './ledger.js';

const EXTENT_BYTES = 1024 * 1024;
const TIMEOUT_MS = 60_000;

/** Bytes that a client asks for; both included. */
export interface AskedRange {
  readonly first: number;
  readonly last: number;
}

export interface Playback {
  readonly id: string;
  readonly url: string;
  readonly token: string;
}

/**
 * Receives a range of a playback and compares it, byte by byte as it comes, with the `expected` file. Every extent is
 * noted in the ledger at its first byte, also where the connection breaks afterwards.
 * @throws WrongBytes, WrongAnswer, CutShort, or any Error when the connection breaks before there is an answer
 */
export async function receiveRange(
  playback: Playback,
  asked: AskedRange,
  expected: Buffer,
  ledger: Ledger,
): Promise<void> {
  const response = await request(playback, asked);
  if (response.statusCode !== 206) {
    response.resume();
    throw new WrongAnswer('a range', response.statusCode ?? 0);
  }
  let at = asked.first;
  try {
    for await (const bytes of response as AsyncIterable<Buffer>) {
      note(ledger, playback.id, at, bytes.length);
      if (!bytes.equals(expected.subarray(at, at + bytes.length))) throw new WrongBytes(`wrong bytes after ${at}`);
      at += bytes.length;
    }
  } catch (error) {
    throw error instanceof WrongBytes ? error : new CutShort('an answer broke off', { cause: error });
  } finally {
    ledger.counts.bytes += at - asked.first;
    ledger.counts[at === asked.last + 1 ? 'ranges' : 'brokenRanges'] += 1;
  }
  if (at !== asked.last + 1) throw new CutShort('the answer ended early');
}

/** An answer that a killed server does not explain. */
export class WrongAnswer extends Error {
  constructor(
    what: string,
    readonly status: number,
    code = '',
  ) {
    super(`${what} answered ${status} ${code}`.trim());
  }
}

/** A range that began with 206, and did not come to its end. */
export class CutShort extends Error {}

/** Bytes that are not the recording's: nothing explains them. */
export class WrongBytes extends Error {}

function note(ledger: Ledger, playbackId: string, first: number, length: number): void {
  const { received } = ledger;
  const atMs = ledger.now().getTime();
  const lastExtent = Math.floor((first + length - 1) / EXTENT_BYTES);
  for (let extent = Math.floor(first / EXTENT_BYTES); extent <= lastExtent; extent += 1) {
    const newest = received.at(-1);
    if (newest?.playbackId !== playbackId || newest.extent !== extent) received.push({ playbackId, extent, atMs });
  }
}

function request({ url, token }: Playback, { first, last }: AskedRange): Promise<IncomingMessage> {
  const headers = { authorization: `Bearer ${token}`, range: `bytes=${first}-${last}` };
  return new Promise((resolve, reject) => {
    get(url, { headers, agent: false, timeout: TIMEOUT_MS }, resolve)
      .on('timeout', function (this: ReturnType<typeof get>) {
        this.destroy(new Error('no answer'));
      })
      .on('error', reject);
  });
}
