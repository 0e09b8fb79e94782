import { request, type IncomingMessage } from 'node:http';

/** What a person asks the server for. */
export interface Asked {
  readonly method: 'GET' | 'POST';
  /** Below `/api/v1`. */
  readonly path: string;
  readonly token: string;
  /** Sent as JSON. */
  readonly body?: object;
  /** As in the header: `bytes=0-99`. */
  readonly range?: string;
}

/** What came of it, also where the connection broke. */
export interface Received {
  /** Null where nothing came at all. */
  readonly status: number | null;
  readonly bytes: Buffer;
  /** Whether all of the answer came. */
  readonly whole: boolean;
  /** From the request to the end of the answer; where it broke off, from the last of its bytes. */
  readonly waitedMs: number;
}

/** Asks and takes what comes, to the end or to where it breaks off; never throws for a broken answer. */
export async function receive(url: string, asked: Asked): Promise<Received> {
  const pieces: Buffer[] = [];
  const began = performance.now();
  let lastAt = began;
  const answer = await send(url, asked).catch(() => null);
  const whole =
    answer !== null &&
    (await takeAll(answer, bytes => {
      pieces.push(bytes);
      lastAt = performance.now();
    }));
  const waitedMs = whole ? lastAt - began : performance.now() - lastAt;
  return { status: answer?.statusCode ?? null, bytes: Buffer.concat(pieces), whole, waitedMs };
}

/** The JSON of an answer; empty where it is none. */
export function jsonOf({ bytes, whole }: Received): Readonly<Record<string, unknown>> {
  if (!whole || bytes.at(0) !== '{'.charCodeAt(0)) return {};
  return JSON.parse(bytes.toString('utf8')) as Record<string, unknown>; // it begins as an object does
}

async function takeAll(answer: IncomingMessage, take: (bytes: Buffer) => void): Promise<boolean> {
  try {
    for await (const bytes of answer as AsyncIterable<Buffer>) take(bytes); // no encoding is set
  } catch {
    return false;
  }
  return answer.complete;
}

function send(url: string, { method, path, token, body, range }: Asked): Promise<IncomingMessage> {
  const headers = {
    authorization: `Bearer ${token}`,
    ...(body ? { 'content-type': 'application/json' } : {}),
    ...(range === undefined ? {} : { range }),
  };
  return new Promise((resolve, reject) => {
    const sent = request(`${url}/api/v1${path}`, { method, headers, agent: false }, resolve);
    sent.on('error', reject);
    sent.end(body ? JSON.stringify(body) : undefined);
  });
}
