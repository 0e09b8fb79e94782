import { randomBytes } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { wavFile } from '../../src/cli/demo/wav.js';
import { jsonOf, type HttpClient, type Sent } from '../harness/http-client.js';

const BOUNDARY = 'tallenne-bench';
/** What stands around the samples of a G.711 file. */
const WAV_FRAME_BYTES = 58;

let serial = 0;

/** A stereo A-law WAV file of exactly `sizeBytes` (even), of noise. */
export function noise(sizeBytes: number): Buffer {
  const samples = randomBytes((sizeBytes - WAV_FRAME_BYTES) * 2);
  return wavFile(new Int16Array(samples.buffer, samples.byteOffset, samples.length / 2), 'alaw', 2, 8000);
}

/** What of an upload's metadata is another than usual. */
export interface UploadOptions {
  readonly endedAt?: Date;
  readonly caller?: object;
}

/** The upload of a call that has just ended unless `options` says otherwise, with `audio` and an external id of its own. */
export function upload(audio: Buffer, options: UploadOptions = {}): Sent {
  const head = [
    part('form-data; name="metadata"'),
    JSON.stringify(metadata(options)),
    '\r\n',
    part('form-data; name="audio"; filename="call.wav"', 'content-type: audio/wav'),
  ].join('');
  const tail = `\r\n--${BOUNDARY}--\r\n`;
  const headers = {
    'content-type': `multipart/form-data; boundary=${BOUNDARY}`,
    'content-length': Buffer.byteLength(head) + audio.length + Buffer.byteLength(tail),
  };
  return { method: 'POST', path: '/api/v1/recordings', headers, body: [head, audio, tail] };
}

/**
 * Delivers `count` recordings over HTTP and keeps the same audio, unencrypted, as `<folder>/<id>` for the baseline.
 * Returns their ids.
 */
export async function deliverRecordings(
  ingest: HttpClient,
  folder: string,
  { count, sizeBytes }: { readonly count: number; readonly sizeBytes: number },
): Promise<string[]> {
  const ids: string[] = [];
  while (ids.length < count) {
    const audio = noise(sizeBytes);
    const id = String(jsonOf(await ingest.send(upload(audio), 201)).id);
    await writeFile(join(folder, id), audio);
    ids.push(id);
  }
  return ids;
}

function part(disposition: string, ...more: string[]): string {
  return [`--${BOUNDARY}`, `content-disposition: ${disposition}`, ...more, '', ''].join('\r\n');
}

const CALLER = { category: 'customer-staff', name: 'Testi Soittaja', phone: '+358490000101', email: 't@example.org' };

function metadata({ endedAt = new Date(Date.now() - 60_000), caller = CALLER }: UploadOptions): object {
  serial += 1;
  return {
    source: 'pbx-1',
    externalId: `bench-${process.pid}-${serial}`,
    startedAt: new Date(endedAt.getTime() - 130_000).toISOString(),
    endedAt: endedAt.toISOString(),
    queue: 'user-support',
    unit: 'Ward systems',
    agent: { username: 'maija.malli' },
    notice: { played: true, version: '2026-1', language: 'fi' },
    caller,
  };
}
