import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Part } from '../harness/comparison.js';
import type { Received } from '../harness/http-client.js';
import type { Site } from '../harness/site.js';

/** What Tallenne answered, word for word, out of the memory of a bare server. */
export async function bare(site: Site, name: string, { bytes }: Received): Promise<Part> {
  const { folder, client } = await site.plainNode();
  await writeFile(join(folder, `${name}.json`), bytes);
  const operation = async () => (await client.send({ method: 'GET', path: `/${name}.json` }, 200)).wholeMs;
  return { name: 'bare Node answer', operation };
}
