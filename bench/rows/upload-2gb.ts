import { readdir, readFile, readlink } from 'node:fs/promises';
import type { Comparison } from '../harness/comparison.js';
import type { Installation } from '../harness/installation.js';
import type { Site } from '../harness/site.js';
import { noise } from '../seed/deliver-recordings.js';
import { installationWith } from './with-settings.js';
import type { Row } from './row.js';

const AUDIO_BYTES = 2 * 1024 ** 3;
const SAMPLE_RATE_HZ = 48_000;
const PIECE_BYTES = 64 * 1024 * 1024;
const HEADER_BYTES = 58;
const BOUND_MEBIBYTES = 150;
const LOOK_EVERY_MS = 100;
const ONCE = { leastMs: 0, operations: 1, mostMs: 0 };

/** How much memory the server takes for a file of 2 GiB: both sides are MiB, and the baseline is the bound. */
export const uploadOfTwoGibibytes: Row = { name: 'upload-2gb-memory', prepare };

async function prepare(site: Site): Promise<Comparison> {
  const installation = await installationWith(site, { TALLENNE_MAX_AUDIO_MIB: '4096' });
  return {
    name: uploadOfTwoGibibytes.name,
    what: 'Memory (MiB of RSS over idle, shown as ms) of the server while a file of 2 GiB comes by a resumable upload, against the bound of 150 MiB',
    goal: { kind: 'time-at-most', ratio: 1 },
    by: 'latency',
    atOnce: 1,
    ours: { name: 'Tallenne', operation: () => memoryOf(installation) },
    baseline: [{ name: 'the bound', operation: () => Promise.resolve(BOUND_MEBIBYTES) }],
    plan: { warmUp: ONCE, round: ONCE, rounds: 1 },
  };
}

async function memoryOf(installation: Installation): Promise<number> {
  const pid = await processAt(installation.url);
  const idle = await rssMebibytes(pid);
  let most = idle;
  const looking = setInterval(() => {
    void rssMebibytes(pid).then(now => (most = Math.max(most, now)));
  }, LOOK_EVERY_MS);
  try {
    await uploadWhole(installation);
  } finally {
    clearInterval(looking);
  }
  return most - idle;
}

async function uploadWhole({ url, people }: Installation): Promise<void> {
  const headers = { authorization: `Bearer ${people.ingestToken}`, 'tus-resumable': '1.0.0' };
  const named = `metadata ${Buffer.from(JSON.stringify(metadata())).toString('base64')}`;
  const uploads = `${url}/api/v1/recordings/uploads`;
  const length = { 'upload-length': String(AUDIO_BYTES), 'upload-metadata': named };
  const begun = await fetch(uploads, { method: 'POST', headers: { ...headers, ...length } });
  const place = `${uploads}/${begun.headers.get('location')?.split('/').at(-1) ?? ''}`;
  const body = Uint8Array.from(noise(PIECE_BYTES));
  const first = Uint8Array.from(headerOf(body));
  for (let at = 0, status = 204; at < AUDIO_BYTES; at += PIECE_BYTES) {
    if (status !== 204) throw new Error(`a piece was answered ${status}`);
    const piece = at === 0 ? first : body;
    const more = { 'upload-offset': String(at), 'content-type': 'application/offset+octet-stream' };
    status = (await fetch(place, { method: 'PATCH', headers: { ...headers, ...more }, body: piece })).status;
    if (at + PIECE_BYTES === AUDIO_BYTES && status !== 201) throw new Error(`the last piece was answered ${status}`);
  }
}

/** The first piece, whose header announces the whole file, at a rate at which it lasts less than a day. */
function headerOf(piece: Uint8Array): Buffer {
  const first = Buffer.from(piece);
  first.writeUInt32LE(SAMPLE_RATE_HZ, 24);
  first.writeUInt32LE(SAMPLE_RATE_HZ * first.readUInt16LE(32), 28);
  first.writeUInt32LE(AUDIO_BYTES - 8, 4);
  first.writeUInt32LE(AUDIO_BYTES - HEADER_BYTES, HEADER_BYTES - 4);
  return first;
}

function metadata(): object {
  const endedAt = new Date(Date.now() - 60_000);
  return {
    ...{ source: 'pbx-1', externalId: `bench-large-${endedAt.getTime()}`, queue: 'user-support' },
    ...{ startedAt: new Date(endedAt.getTime() - 60_000).toISOString(), endedAt: endedAt.toISOString() },
    ...{ agent: { username: 'maija.malli' }, notice: { played: true, version: '2026-1', language: 'fi' } },
  };
}

/** The process that listens at `url` (proc(5): `/proc/net/tcp`, `/proc/<pid>/fd`). */
async function processAt(url: string): Promise<number> {
  const port = Number(new URL(url).port).toString(16).toUpperCase().padStart(4, '0');
  const tables = await Promise.all(['tcp', 'tcp6'].map(name => readFile(`/proc/net/${name}`, 'utf8').catch(() => '')));
  const sockets = tables.flatMap(table => table.split('\n')).map(line => line.trim().split(/\s+/));
  const inode = sockets.find(fields => fields[1]?.endsWith(`:${port}`) === true && fields[3] === '0A')?.[9];
  for (const pid of (await readdir('/proc')).filter(name => /^\d+$/.test(name))) {
    if (inode !== undefined && (await holds(pid, inode))) return Number(pid);
  }
  throw new Error('nobody listens there');
}

async function holds(pid: string, inode: string): Promise<boolean> {
  const handles = await readdir(`/proc/${pid}/fd`).catch(() => []);
  const links = await Promise.all(handles.map(handle => readlink(`/proc/${pid}/fd/${handle}`).catch(() => '')));
  return links.includes(`socket:[${inode}]`);
}

async function rssMebibytes(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024;
}
