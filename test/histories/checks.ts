import type { Day } from '../../src/kernel/calendar.js';
import type { Client } from '../support/client.js';
import { contactDueOn, type ModelRecording } from './model.js';
import type { World } from './world.js';

interface Row {
  readonly id: string;
  readonly due_on: Day;
  readonly hold_purposes: readonly string[];
  readonly held_through_on: Day;
}

/** What the people of the world find must be what the model says, whether any job has run or not. */
export async function checkReach(world: World): Promise<void> {
  for (const [who, { client, purposes }] of Object.entries(world.people)) {
    if (who === 'otherLead') continue;
    const found = await everythingListed(client);
    const expected = world.recordings
      .filter(recording => recording.isVisible(world.today, purposes))
      .map(({ id }) => id);
    const differing = differenceOf(found, expected);
    if (differing.length > 0)
      throw new Error(`${who} finds other recordings than the model on ${world.today}: ${differing.join(', ')}`);
    world.counts.add('seen: listed', found.length);
  }
}

/** What is kept must be what the model keeps, each on its day; what is gone must be certified, and by whom it went. */
export async function checkKept(world: World): Promise<void> {
  const rows = await world.server.sql<Row>(
    'select id, due_on, hold_purposes::text[] as hold_purposes, held_through_on from recording',
  );
  const byId = new Map(rows.map(row => [row.id, row]));
  for (const recording of world.recordings) checkOne(recording, byId.get(recording.id));
  await checkContacts(world);
  await checkCertificates(world);
}

function checkOne(recording: ModelRecording, row: Row | undefined): void {
  const { id, fate, dueOn, counted } = recording;
  if (fate !== 'kept') {
    if (row) throw new Error(`${id} was ${fate} and is still there`);
    return;
  }
  if (!row) throw new Error(`${id} is gone and was to be kept through ${dueOn}`);
  const purposes = [...new Set(counted?.purposes ?? [])].sort().join();
  const isSame = row.due_on === dueOn && [...row.hold_purposes].sort().join() === purposes;
  if (!isSame) {
    throw new Error(
      `${id} is kept through ${row.due_on} for ${row.hold_purposes.join()}, not ${dueOn} for ${purposes}`,
    );
  }
}

async function checkContacts({ recordings, server, today, goingTonight }: World): Promise<void> {
  const rows = await server.sql<{ id: string; due_on: Day }>('select id, due_on from contact');
  const byId = new Map(rows.map(row => [row.id, row.due_on]));
  const legs = Map.groupBy(recordings, ({ contactId }) => contactId);
  for (const [contactId, its] of legs) {
    const tonight = goingTonight.get(contactId);
    const expected = tonight !== undefined && tonight >= today ? tonight : contactDueOn(its);
    const kept = byId.get(contactId) ?? null;
    if (kept !== expected)
      throw new Error(`contact ${contactId} is kept through ${kept ?? 'no day'}, not ${expected ?? 'none'}`);
  }
}

async function checkCertificates({ recordings, server }: World): Promise<void> {
  const rows = await server.sql<{ id: string; due_on: Day; ground: string | null }>(
    `select unit_id as id, due_on, ground from deletion_certificate where unit_kind = 'recording'`,
  );
  const byId = new Map(rows.map(row => [row.id, row]));
  for (const { id, fate, dueOn } of recordings) {
    const certificate = byId.get(id);
    if ((certificate !== undefined) !== (fate !== 'kept'))
      throw new Error(`${id} was ${fate}, its certificate says otherwise`);
    if (!certificate) continue;
    if ((certificate.ground !== null) !== (fate === 'erased'))
      throw new Error(`${id}: the certificate names another end`);
    if (fate === 'purged' && certificate.due_on !== dueOn)
      throw new Error(`${id} is certified for ${certificate.due_on}, not ${dueOn}`);
  }
}

async function everythingListed(client: Client): Promise<string[]> {
  const found: string[] = [];
  let cursor: string | null = '';
  while (cursor !== null) {
    const { status, body } = await client.get(`/recordings?limit=200${cursor === '' ? '' : `&cursor=${cursor}`}`);
    if (status !== 200) throw new Error(`a list was answered with ${status}`);
    const page = body as { items: { id: string }[]; nextCursor: string | null }; // the shape of every list
    found.push(...page.items.map(({ id }) => id));
    cursor = page.nextCursor;
  }
  return found;
}

function differenceOf(found: readonly string[], expected: readonly string[]): string[] {
  const [one, other] = [new Set(found), new Set(expected)];
  return [
    ...found.filter(id => !other.has(id)).map(id => `${id} is found`),
    ...expected.filter(id => !one.has(id)).map(id => `${id} is not found`),
  ];
}
