import { setTimeout as wait } from 'node:timers/promises';
import { SeededRandom } from '../../src/cli/demo/seeded-random.js';
import { addDays, helsinkiDay, startOfDay, type Day } from '../../src/kernel/calendar.js';
import { AuditTexts } from '../../src/audit/index.js';
import { KeyRing } from '../../src/platform/crypto/key-ring.js';
import { RunPurges } from '../../src/retention/index.js';
import { custodyFindings } from '../custody/check-custody.js';
import { wav } from '../support/audio.js';
import type { Client } from '../support/client.js';
import { Counts } from '../support/counts.js';
import { callMetadata } from '../support/metadata.js';
import { addPerson } from '../support/people.js';
import { letServeForYears } from '../support/years.js';
import { startTestServer, type TestServer } from '../support/server.js';

export interface InterleavingsOptions {
  /** How many holds are asked for while the day of their recording ends and is purged. */
  readonly interleavings: number;
  /** How many of them at one midnight. */
  readonly width: number;
  readonly seed: number;
  readonly env?: Readonly<Record<string, string>>;
  readonly onProgress?: (line: string) => void;
}

const SECOND_MS = 1000;
/** So far apart the requests begin at most; so long after the first of them the day ends. */
const SPREAD_MS = 120;
const MIDNIGHT_WITHIN_MS = 600;

interface Held {
  readonly id: string;
  readonly contactId: string;
  readonly status: number;
}

/**
 * At 23:59:59 of their last day holds are asked for on one instance, while the day ends and another instance purges it.
 * Each recording must be kept or gone, never half.
 * @returns how many were which
 * @throws where one is neither
 */
export async function runInterleavings(options: InterleavingsOptions): Promise<Counts> {
  const { interleavings, width, seed, env = {}, onProgress } = options;
  const counts = new Counts();
  const server = await startTestServer({ env });
  const other = await server.beside();
  try {
    await letServeForYears(server);
    const { username } = await addPerson(server, {
      grants: [{ role: 'complaint-handler', purposes: ['complaint'], untilOn: '2036-12-31' }],
    });
    for (let nth = 0; nth * width < interleavings; nth += 1) {
      const random = new SeededRandom(`${seed}/${nth}`);
      await midnight({ server, other, username, random, counts, width: Math.min(width, interleavings - nth * width) });
      if (nth % 10 === 9) onProgress?.(`${(nth + 1) * width} interleavings`);
    }
    const findings = await custodyFindings(server);
    if (findings.length > 0) throw new Error(findings.slice(0, 5).join('; '));
    return counts;
  } finally {
    await other.stop();
    await server.stop();
  }
}

interface Midnight {
  readonly server: TestServer;
  readonly other: TestServer;
  readonly username: string;
  readonly random: SeededRandom;
  readonly counts: Counts;
  readonly width: number;
}

async function midnight({ server, other, username, random, counts, width }: Midnight): Promise<void> {
  const recordings = await deliver(server, width);
  const [{ dueOn } = { dueOn: helsinkiDay(server.clock.now()) }] = recordings;
  const ends = startOfDay(addDays(dueOn, 1));
  server.clock.moveTo(new Date(ends.getTime() - SECOND_MS));
  await server.app.get(AuditTexts).prepare(server.clock.now()); // as the hourly job does
  const client = await server.as(username);
  const purging = purgeAtMidnight(server, other, random);
  const held = await Promise.all(
    recordings.map(async ({ id, contactId }) => {
      await wait(random.next() * SPREAD_MS);
      return { id, contactId, status: await ask(client, id, dueOn) };
    }),
  );
  await purging;
  await other.app.get(RunPurges).execute();
  const listener = await server.as(username);
  for (const one of held) counts.add(await becameOf(server, listener, one, dueOn));
}

/** The clock of both instances goes on to midnight, and the day is purged by the other one. */
async function purgeAtMidnight(server: TestServer, other: TestServer, random: SeededRandom): Promise<void> {
  await wait(random.next() * MIDNIGHT_WITHIN_MS);
  server.clock.advance(SECOND_MS);
  await wait(random.next() * 20);
  await other.app.get(RunPurges).execute();
}

async function deliver(server: TestServer, width: number) {
  const delivered: { id: string; contactId: string; dueOn: Day }[] = [];
  for (let nth = 0; nth < width; nth += 1) {
    const audio = wav({ seconds: 0.05, channels: 1, seed: nth + 1 });
    const { status, body } = await server.ingest().deliver(callMetadata(server.clock.now()), audio);
    if (status !== 201) throw new Error(`a delivery was answered with ${status}`);
    delivered.push({ id: String(body.id), contactId: String(body.contactId), dueOn: body.dueOn as Day });
  }
  return delivered;
}

async function ask(client: Client, id: string, dueOn: Day): Promise<number> {
  const wanted = { kind: 'complaint', reference: 'CASE-1', necessity: 'Testi', until: addDays(dueOn, 5) };
  return (await client.post(`/recordings/${id}/holds`, wanted)).status;
}

/** Approves the hold, if there is one, and listens: what the grant and the audio were answered with. */
async function hear(server: TestServer, listener: Client, id: string) {
  const [hold] = await server.sql<{ id: string }>('select id from hold where recording_id = $1', [id]);
  if (hold) await (await server.as('liisa.lupa')).post(`/holds/${hold.id}/approval`, {});
  const { status, body } = await listener.post(`/recordings/${id}/playbacks`, {
    purpose: 'complaint',
    reference: 'CASE-1',
  });
  return [status, status === 201 ? (await listener.get(String(body.audioUrl))).status : null];
}

/** Kept: with its row on the later day, its key there alone, its hold, and to be heard. Gone: without any of it. */
async function becameOf(
  server: TestServer,
  listener: Client,
  { id, contactId, status }: Held,
  dueOn: Day,
): Promise<string> {
  const [row] = await server.sql<{ due_on: Day }>('select due_on from recording where id = $1', [id]);
  const [contact] = await server.sql<{ due_on: Day }>('select due_on from contact where id = $1', [contactId]);
  const holds = await server.sql('select from hold where recording_id = $1', [id]);
  const certificates = await server.sql('select from deletion_certificate where unit_id = $1', [id]);
  const days = await server.app.get(KeyRing).daysOf(id);
  const heard = await hear(server, listener, id);
  const later = addDays(dueOn, 5);
  const state = JSON.stringify([row?.due_on, contact?.due_on, holds.length, certificates.length, days, ...heard]);
  if (state === JSON.stringify([later, later, 1, 0, [later], 201, 200]) && status === 201) return 'kept';
  if (state === JSON.stringify([undefined, undefined, 0, 1, [], 404, null]) && status >= 400) return 'gone';
  throw new Error(`${id} was answered with ${status} and is neither kept nor gone: ${state}`);
}
