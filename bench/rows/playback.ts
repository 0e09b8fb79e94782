import type { Part } from '../harness/comparison.js';
import { json, jsonOf, type HttpClient } from '../harness/http-client.js';
import type { Operation } from '../harness/measure.js';
import { RawInserts } from '../harness/raw-inserts.js';
import { SMALL, type PlainNode, type Site } from '../harness/site.js';
import { seeded, type Size } from '../harness/size.js';
import { deliverRecordings } from '../seed/deliver-recordings.js';

const MEBIBYTE = 1024 * 1024;

/** Who listens: the team lead, who may hear every queue. */
const LISTENER = 'liisa.lupa';

/** A listener, recordings to listen to, and the same audio in plain files. */
export interface Listening {
  readonly listener: HttpClient;
  readonly plain: PlainNode;
  /** The next recording, in turn. */
  readonly nextId: () => string;
}

/** Delivers `count` recordings of `sizeBytes` to the small installation and signs the listener in. */
export async function listening(site: Site, count: number, sizeBytes: number): Promise<Listening> {
  const installation = await site.installation(SMALL);
  const plain = await site.plainNode();
  const ids = await deliverRecordings(installation.ingest(), plain.folder, { count, sizeBytes });
  let turn = 0;
  const nextId = () => ids[turn++ % ids.length] ?? '';
  return { listener: await installation.as(LISTENER), plain, nextId };
}

/** States the purpose; resolves to the address of the audio as it came: what is measured is custody, not decoding. */
export async function grant(listener: HttpClient, recordingId: string): Promise<string> {
  const body = json({ purpose: 'service-development', reference: 'INC-10442', as: 'original' });
  const answer = await listener.send(
    { method: 'POST', path: `/api/v1/recordings/${recordingId}/playbacks`, ...body },
    201,
  );
  return String(jsonOf(answer).audioUrl);
}

/** The header that asks for `length` bytes from `first` on. */
export function range(first: number, length: number): { range: string } {
  return { range: `bytes=${first}-${first + length - 1}` };
}

/** The bytes from `first` on out of the plain files, until the first of them is here. */
export function plainFirstByte({ plain, nextId }: Listening, first: number, length: number): Part {
  const headers = range(first, length);
  const operation: Operation = async () => {
    const { firstByteMs } = await plain.client.send({ method: 'GET', path: `/${nextId()}`, headers }, 206);
    return firstByteMs;
  };
  return { name: 'plain Node range answer', operation };
}

/** One durable row on the installation that the listening goes on at, or on another. */
export async function rawInsert(site: Site, size: Size = seeded(SMALL)): Promise<Part> {
  const inserts = await RawInserts.open((await size.at(site)).ownerUrl);
  site.atEnd(() => inserts.close());
  return { name: 'one raw durable insert', operation: inserts.insert };
}

/** Reads every extent of a playback once, so that each is reserved. */
export async function reserveAll(listener: HttpClient, audioUrl: string, extents: number): Promise<void> {
  for (let extent = 0; extent < extents; extent += 1) {
    await listener.send({ method: 'GET', path: audioUrl, headers: range(extent * MEBIBYTE, MEBIBYTE) }, 206);
  }
}
