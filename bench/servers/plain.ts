import { open, readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { basename, join } from 'node:path';
import { serveUntilLetGo } from './until-let-go.js';

/**
 * What plain Node takes to answer: files of the folder given as parameter, a range of bytes from the disk or the whole
 * from memory. It asks nobody who they are, decides nothing, records nothing and decrypts nothing.
 */
const [, , folder = ''] = process.argv;
const inMemory = new Map<string, Buffer>();

const server = createServer((request, response) => {
  answer(request, response).catch(() => response.destroy());
});

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const name = basename(request.url ?? '');
  const range = /^bytes=(\d+)-(\d+)$/.exec(request.headers.range ?? '');
  if (range) await answerRange(response, join(folder, name), Number(range[1]), Number(range[2]));
  else answerWhole(response, await remembered(name));
}

async function answerRange(response: ServerResponse, path: string, first: number, last: number): Promise<void> {
  await using file = await open(path);
  const { size } = await file.stat();
  const bytes = Buffer.allocUnsafe(last - first + 1);
  await file.read(bytes, 0, bytes.length, first);
  const range = `bytes ${first}-${last}/${size}`;
  response.writeHead(206, { 'content-type': 'audio/wav', 'content-length': bytes.length, 'content-range': range });
  response.end(bytes);
}

function answerWhole(response: ServerResponse, bytes: Buffer): void {
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': bytes.length });
  response.end(bytes);
}

async function remembered(name: string): Promise<Buffer> {
  const bytes = inMemory.get(name) ?? (await readFile(join(folder, name)));
  inMemory.set(name, bytes);
  return bytes;
}

server.listen(0, '127.0.0.1', () => {
  const { port } = server.address() as AddressInfo; // a TCP server that listens has one
  serveUntilLetGo(`http://127.0.0.1:${port}`, async () => {
    server.closeAllConnections();
    await new Promise(resolve => server.close(resolve));
  });
});
