import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Bucket } from '../bucket.js';

/** A store that answers everything as `answer` does, and a bucket at it. */
export async function storeAnswering(answer: (response: ServerResponse, request: IncomingMessage) => void) {
  const server = createServer((request, response) => {
    request.resume();
    answer(response, request);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`; // it listens on a port
  const how = { region: 'default', pathStyle: true, accessKey: 'key', secretKey: 'secret' };
  const place = { bucket: 'recordings', prefix: '', endpoint, ...how };
  const bucket = new Bucket(place);
  return {
    place,
    bucket,
    [Symbol.asyncDispose]: async () => {
      bucket.close();
      server.closeAllConnections();
      await new Promise(resolve => server.close(resolve));
    },
  };
}
