import { once } from 'node:events';
import { request, type IncomingMessage } from 'node:http';
import { connect, type Socket } from 'node:net';
import type { TestServer } from './server.js';

const BOUNDARY = 'tallenne-test-boundary';

/** One part of a multipart body, its head and its bytes. */
export function part(name: string, content: string | Uint8Array, { filename = '', type = '' } = {}): Buffer {
  const disposition = `Content-Disposition: form-data; name="${name}"${filename ? `; filename="${filename}"` : ''}`;
  const head = `--${BOUNDARY}\r\n${disposition}\r\n${type ? `Content-Type: ${type}\r\n` : ''}\r\n`;
  return Buffer.concat([Buffer.from(head), Buffer.from(content), Buffer.from('\r\n')]);
}

/** The beginning of an audio part, without the audio. */
export function audioHead(): Buffer {
  return part('audio', '', { filename: 'call.wav', type: 'audio/wav' }).subarray(0, -2);
}

export const LAST_LINE = Buffer.from(`--${BOUNDARY}--\r\n`);

export interface RawAnswer {
  readonly status: number;
  readonly body: Record<string, unknown>;
  /** How much of the body was handed to the connection before the answer was there. */
  readonly sentBytes: number;
}

/** Sends a body piece by piece, as fast as the connection takes it, until it ends or the answer is there. */
export async function streamUpload(
  server: TestServer,
  pieces: Iterable<Buffer>,
  token = server.ingestToken,
): Promise<RawAnswer> {
  const upload = request(`${server.url}/api/v1/recordings`, { method: 'POST', headers: headersFor(token) });
  let answer: IncomingMessage | undefined;
  const answered = new Promise<IncomingMessage>((resolve, reject) => {
    upload.once('response', message => {
      answer = message;
      resolve(message);
    });
    upload.once('error', reject);
  });
  let sentBytes = 0;
  for (const piece of pieces) {
    if (answer) break;
    sentBytes += piece.length;
    if (!upload.write(piece)) await Promise.race([once(upload, 'drain'), answered]);
  }
  if (!answer) upload.end();
  const read = await readAnswer(await answered);
  upload.destroy();
  return { ...read, sentBytes };
}

async function readAnswer(message: IncomingMessage): Promise<Omit<RawAnswer, 'sentBytes'>> {
  const chunks: Buffer[] = [];
  for await (const chunk of message as AsyncIterable<Buffer>) chunks.push(chunk);
  const text = Buffer.concat(chunks).toString('utf8');
  const body = (text.startsWith('{') ? JSON.parse(text) : {}) as Record<string, unknown>; // tests look into it with matchers
  return { status: message.statusCode ?? 0, body };
}

/** Opens a connection of its own and sends the head of an upload of `sizeBytes`; the caller writes and ends. */
export async function openUpload(server: TestServer, sizeBytes: number): Promise<Socket> {
  const { hostname, port } = new URL(server.url);
  const socket = connect(Number(port), hostname);
  socket.on('error', () => undefined); // a server that closes early is what some tests look for
  await once(socket, 'connect');
  const headers = Object.entries({
    Host: hostname,
    ...headersFor(server.ingestToken),
    'Content-Length': String(sizeBytes),
  });
  socket.write(
    `POST /api/v1/recordings HTTP/1.1\r\n${headers.map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n`,
  );
  return socket;
}

/** What the sender of a multipart body says. */
export function headersFor(token: string): Record<string, string> {
  return { 'Content-Type': `multipart/form-data; boundary=${BOUNDARY}`, Authorization: `Bearer ${token}` };
}
