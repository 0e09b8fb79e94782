import { open, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { helsinkiDay, parseDay } from '../../src/kernel/calendar.js';
import { FileKeyRing } from '../../src/platform/crypto/file-key-ring.js';
import type { Client } from '../support/client.js';
import { inParallel } from '../support/in-parallel.js';
import type { Acknowledged, Ledger, ReceivedExtent } from './ledger.js';
import { receiveRange } from './receive-range.js';
import type { RecordedCalls } from './recorded-calls.js';
import type { RunFolders } from './server-process.js';
import { type Callers, grant, type Listener, wholeRange } from './traffic.js';

const WIDTH = 8;
const WINDOW_BYTES = 4 * 1024 * 1024;
const LONGEST_MARKER_BYTES = 64;

/** Plays each call as a whole through a granted playback, as somebody who may; says of each that is not there or not the same why not. */
export async function lostAmong(
  acknowledged: readonly Acknowledged[],
  callers: Callers,
  calls: RecordedCalls,
  ledger: Ledger,
): Promise<string[]> {
  const [listener] = callers.listeners;
  if (!listener) throw new Error('nobody listens');
  const today = helsinkiDay(ledger.now());
  const reasons = await inParallel(acknowledged, WIDTH, call =>
    whyLost(call, call.dueOn < today ? callers.handler : listener, callers, calls, ledger),
  );
  return reasons.filter(reason => reason !== null);
}

async function whyLost(
  call: Acknowledged,
  listener: Listener,
  callers: Callers,
  calls: RecordedCalls,
  ledger: Ledger,
): Promise<string | null> {
  try {
    const opened = await listener.client.get(`/recordings/${call.id}`);
    if (opened.status !== 200 || opened.body.contactId !== call.contactId)
      return `${call.id}: opening answered ${opened.status}`;
    const audio = calls.audioOf(call);
    await receiveRange(await grant(callers, listener, call.id), wholeRange(audio.length), audio, ledger);
    return null;
  } catch (error) {
    return `${call.id}: ${error instanceof Error ? error.message : String(error)}`;
  }
}

/** The ids of calls that the list leaves out, and of recordings in it that nobody delivered. */
export async function notListed(acknowledged: readonly Acknowledged[], client: Client): Promise<string[]> {
  const expected = new Set(acknowledged.map(({ id }) => id));
  const strangers: string[] = [];
  for (let cursor: string | null = ''; cursor !== null;) {
    const page = await client.get(`/recordings?limit=200${cursor === '' ? '' : `&cursor=${cursor}`}`);
    const { items, nextCursor } = page.body as unknown as { items: { id: string }[]; nextCursor: string | null }; // api.md
    strangers.push(...items.map(({ id }) => id).filter(id => !expected.delete(id)));
    cursor = nextCursor;
  }
  return [...expected, ...strangers];
}

/** When the event of each extent was recorded, by `<playback id>/<extent>`. */
export type ExtentEvents = ReadonlyMap<string, number>;

/** Reads from the log, as an auditor, what was granted and reserved since `from`. */
export async function extentEvents(auditor: Client, from: Date): Promise<ExtentEvents> {
  const events = new Map<string, number>();
  for (const action of ['playback.granted', 'playback.extent-reserved']) {
    for (let cursor = ''; ;) {
      const path = `/audit/events?action=${action}&outcome=done&from=${from.toISOString()}&limit=200`;
      const page = await auditor.get(`${path}${cursor === '' ? '' : `&cursor=${cursor}`}`);
      if (page.status !== 200) throw new Error(`the log answered ${page.status}`);
      const { items, nextCursor } = page.body as unknown as EventPage; // the shape of audit.schemas.ts
      for (const { at, object, facts } of items) events.set(`${object.id}/${facts.extent}`, Date.parse(at));
      if (nextCursor === null) break;
      cursor = nextCursor;
    }
  }
  return events;
}

interface EventPage {
  readonly items: readonly {
    readonly at: string;
    readonly object: { readonly id: string };
    readonly facts: { readonly extent: number };
  }[];
  readonly nextCursor: string | null;
}

/** The extents of which bytes came without an event, or before it. */
export function unrecorded(received: readonly ReceivedExtent[], events: ExtentEvents): string[] {
  return received
    .filter(({ playbackId, extent, atMs }) => !((events.get(`${playbackId}/${extent}`) ?? Infinity) <= atMs))
    .map(({ playbackId, extent }) => `playback ${playbackId}, extent ${extent}`);
}

/** Which of the calls' keys (the recording's and its contact's) the keys folder does not open, while no server runs. */
export async function keysNotOpened(acknowledged: readonly Acknowledged[], folders: RunFolders): Promise<string[]> {
  const ring = await FileKeyRing.open(folders.keys, { outsideOf: folders.data });
  const units = acknowledged.flatMap(({ id, contactId, dueOn }) =>
    [id, contactId].map(unit => ({ unit, day: parseDay(dueOn) })),
  );
  const failures = await inParallel(units, WIDTH, ({ unit, day }) =>
    ring.open(unit, day).then(
      () => null,
      (error: unknown) => `${unit}: ${String(error)}`,
    ),
  );
  await ring.close();
  return failures.filter(failure => failure !== null);
}

/** The files of `folders` changed since `sinceMs` that hold one of `markers` anywhere, and how many bytes were looked at. */
export async function filesHolding(
  markers: readonly Buffer[],
  folders: readonly string[],
  sinceMs = 0,
): Promise<{ found: string[]; bytes: number }> {
  const found: string[] = [];
  let bytes = 0;
  for (const folder of folders) {
    for (const path of await filesOf(folder)) {
      const facts = await stat(path).catch(() => null);
      if (!facts || facts.mtimeMs < sinceMs) continue;
      bytes += facts.size;
      if (await holds(path, markers)) found.push(path);
    }
  }
  return { found, bytes };
}

async function filesOf(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries.filter(entry => entry.isFile()).map(entry => join(entry.parentPath, entry.name));
}

const window = Buffer.alloc(WINDOW_BYTES);

/** Windows overlap, so that a marker across a border is found. One caller at a time. */
async function holds(path: string, markers: readonly Buffer[]): Promise<boolean> {
  await using file = await open(path, 'r');
  for (let at = 0; ; at += WINDOW_BYTES - LONGEST_MARKER_BYTES) {
    const { bytesRead } = await file.read(window, 0, WINDOW_BYTES, at);
    const bytes = window.subarray(0, bytesRead);
    if (markers.some(marker => bytes.includes(marker))) return true;
    if (bytesRead < WINDOW_BYTES) return false;
  }
}
