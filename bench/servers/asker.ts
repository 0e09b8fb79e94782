import type { OutgoingHttpHeaders } from 'node:http';
import { HttpClient } from '../harness/http-client.js';
import { serveUntilLetGo } from './until-let-go.js';

/** What is to be asked, one after the other. */
export interface Asked {
  readonly url: string;
  readonly path: string;
  readonly headers: OutgoingHttpHeaders;
  readonly times: number;
}

/**
 * Asks a server and does nothing else: what a large process clears away of its own garbage, tens of milliseconds at a time, would be taken
 * for the slowest answers of the server. Says what each took, in milliseconds.
 */
process.on('message', (asked: Asked) => {
  void ask(asked).then(took => process.send?.(took));
});

async function ask({ url, path, headers, times }: Asked): Promise<number[]> {
  const client = new HttpClient(url, headers);
  const took: number[] = [];
  while (took.length < times) took.push((await client.send({ method: 'GET', path }, 200)).wholeMs);
  client.close();
  return took;
}

serveUntilLetGo('ready', () => Promise.resolve());
