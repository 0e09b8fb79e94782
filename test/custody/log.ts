import { createHash } from 'node:crypto';
import { join } from 'node:path';
import canonicalize from 'canonicalize';
import pg from 'pg';
import { queryOn, verifyDatabase } from '../../src/audit/index.js';
import { NoteKeyFile } from '../../src/platform/crypto/note-key-file.js';
import { helsinkiDay, type Day } from '../../src/kernel/calendar.js';
import { commitment } from '../../src/audit/event.js';
import type { KeyRing } from '../../src/platform/crypto/key-ring.js';
import { openField } from '../../src/platform/crypto/field-cipher.js';
import type { KeptServer } from '../support/server.js';
import { leafOf, type LoggedEvent } from '../support/log.js';
import type { Kept } from './kept.js';

interface EventRow {
  readonly id: string;
  readonly recorded_at: Date;
  readonly action: string;
  readonly outcome: string;
  readonly actor_kind: string;
  readonly actor_id: string | null;
  readonly recording_id: string | null;
  readonly concerns_staff_id: string | null;
  readonly purpose: string | null;
  readonly leaf: Buffer;
}

const MAX_LEAF_BYTES = 16 * 1024;

interface Placed extends EventRow {
  readonly is_pending: boolean;
  readonly hash: Buffer | null;
}

/** Every event is the exact bytes of its leaf, its columns are copies of them, and it is in the tree or waits for its place there. */
export async function logFindings(server: KeptServer, kept: Kept): Promise<string[]> {
  const events = await server.sql<Placed>(EVENTS_WITH_THEIR_PLACES);
  const strays = await server.sql<{ id: string }>(
    'select event_id as id from audit_pending p where not exists (select from audit_event e where e.id = p.event_id)',
  );
  const own = [
    ...events.flatMap(eventFindings),
    ...events.flatMap(placeFindings),
    ...strays.map(({ id }) => `pending ${id} has no event`),
    ...(await textFindings(server, kept, events)),
  ];
  return own.length > 0 ? own : verifierFindings(server);
}

/** Everything else of the log is the verifier's: signature, tree, tiles, pending. It says the same of one event in other words. */
async function verifierFindings({ database, folders }: KeptServer): Promise<string[]> {
  const verifiers = (await new NoteKeyFile(join(folders.keys, 'log-signing-keys')).readVerifiers()) ?? [];
  const client = new pg.Client({ connectionString: database.superuserUrl });
  await client.connect();
  try {
    await client.query('begin transaction isolation level repeatable read, read only');
    const keys = verifiers.map(verifier => verifier.toString());
    const { findings } = await verifyDatabase(queryOn(client), { keys });
    return findings.map(({ sentence }) => sentence);
  } finally {
    await client.end();
  }
}

/** One statement, so that integration cannot come between. */
const EVENTS_WITH_THEIR_PLACES = `
  select e.*, l.hash, p.event_id is not null as is_pending
  from audit_event e left join audit_leaf l on l.event_id = e.id left join audit_pending p on p.event_id = e.id`;

function placeFindings({ id, leaf, hash, is_pending: isPending }: Placed): string[] {
  if (isPending) return hash ? [`event ${id} is in the tree and pending`] : [];
  if (!hash) return [`event ${id} is neither in the tree nor pending`];
  const expected = createHash('sha256').update(Buffer.of(0)).update(leaf).digest();
  return expected.equals(hash) ? [] : [`event ${id} has another hash in the tree`];
}

function eventFindings(row: EventRow): string[] {
  const leaf = leafOf(row.leaf);
  const exact = canonicalize(leaf) === row.leaf.toString('utf8') && row.leaf.length <= MAX_LEAF_BYTES && leaf.v === 1;
  const differing = Object.entries(copiesOf(leaf)).filter(
    ([column, value]) => value !== plain(row[column as keyof EventRow]),
  );
  return [
    ...(exact ? [] : [`event ${row.id} is not a canonical leaf`]),
    ...differing.map(([column]) => `event ${row.id} has another ${column} than its leaf`),
  ];
}

function copiesOf(leaf: LoggedEvent): Partial<Record<keyof EventRow, string | null>> {
  return {
    id: leaf.id,
    recorded_at: leaf.at,
    action: leaf.action,
    outcome: leaf.outcome,
    actor_kind: leaf.actor.kind,
    actor_id: leaf.actor.id,
    recording_id: leaf.recordingId ?? null,
    concerns_staff_id: leaf.concernsStaffId ?? null,
    purpose: leaf.purpose ?? null,
  };
}

function plain(value: EventRow[keyof EventRow]): unknown {
  return value instanceof Date ? value.toISOString() : value;
}

interface TextRow {
  readonly event_id: string;
  readonly name: string;
  readonly unit_id: string;
  readonly sealed: Buffer;
}

/** What a leaf commits to lies beside it, opens under its month's key, and is what the leaf commits to. */
async function textFindings(
  server: KeptServer,
  { months, ring }: Kept,
  events: readonly EventRow[],
): Promise<string[]> {
  const texts = await server.sql<TextRow>('select event_id, name, unit_id, sealed from audit_text');
  const days = new Map<string, Day>(months.map(({ id, due_on }) => [id, due_on]));
  const commitments = new Map(
    events.flatMap(({ id, leaf }) =>
      Object.entries(leafOf(leaf).commitments ?? {}).map(([name, value]) => [`${id}/${name}`, value]),
    ),
  );
  const findings: string[] = [];
  for (const text of texts) {
    const name = `${text.event_id}/${text.name}`;
    const opened = await openText(ring, text, days.get(text.unit_id)).catch(() => null);
    if (!opened || !fits(opened, commitments.get(name))) findings.push(`text ${name} is not what its event commits to`);
    commitments.delete(name);
  }
  const gone = new Set([...(await lostWithABackup(server)), ...(await keptToTheirEnd(server))]);
  const missing = [...commitments.keys()].filter(name => !gone.has(name.slice(0, UUID_LENGTH)));
  return [...findings, ...missing.map(name => `text ${name} is missing`)];
}

const UUID_LENGTH = 36;

/** The copy outside holds leaves, not texts: of what came back from it when a backup was accepted, they are gone. */
async function lostWithABackup(server: KeptServer): Promise<Set<string>> {
  const rows = await server.sql<{ id: string }>(`
    select l.event_id as id
    from audit_event a
    cross join lateral (select convert_from(a.leaf, 'UTF8')::jsonb -> 'facts' as facts) f
    join audit_leaf l on l.index >= (f.facts ->> 'first')::bigint
      and l.index < (f.facts ->> 'first')::bigint + (f.facts ->> 'imported')::bigint
    where a.action = 'log.restore-accepted'`);
  return new Set(rows.map(({ id }) => id));
}

/** Texts leave with their month, events in whole tiles and so a little later. */
async function keptToTheirEnd(server: KeptServer): Promise<Set<string>> {
  const rows = await server.sql<{ id: string }>(
    `select e.id from audit_event e
     join audit_month m on m.month = to_char(e.recorded_at at time zone 'Europe/Helsinki', 'YYYY-MM')
     where m.due_on < $1`,
    [helsinkiDay(server.clock.now())],
  );
  return new Set(rows.map(({ id }) => id));
}

async function openText(ring: KeyRing, { event_id, name, unit_id, sealed }: TextRow, day?: Day): Promise<string> {
  if (day === undefined) throw new Error('The text is of no month.');
  return openField(await ring.open(unit_id, day), `audit-text/${event_id}/${name}`, sealed);
}

function fits(json: string, committed: string | undefined): boolean {
  const { salt, text } = JSON.parse(json) as { salt: string; text: string | null }; // written by AuditTexts alone
  return text === null || commitment(Buffer.from(salt, 'base64url'), text) === committed;
}
