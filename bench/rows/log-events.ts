import { randomUUID } from 'node:crypto';
import pg from 'pg';
import type { EventDraft } from '../../src/audit/index.js';
import type { LogInstallation } from '../harness/log-installation.js';

const ACTOR = { kind: 'staff', id: randomUUID(), sessionId: randomUUID(), address: '192.0.2.17' } as const;
const AGENT_ID = randomUUID();

/** What stands of a raw row beside its leaf: the head of the row, an id, an instant, the length of the leaf. */
const RAW_ROW_BYTES = 24 + 16 + 8 + 4;

/** An event like those of a day's work: somebody opens a recording. Each is of another one. */
export function openedRecording(): EventDraft {
  const recordingId = randomUUID();
  return {
    action: 'recording.opened',
    actor: ACTOR,
    object: { kind: 'recording', id: recordingId },
    recordingId,
    purpose: 'service-development',
    reference: 'INC-10442',
    facts: { contactId: randomUUID(), startedAt: new Date().toISOString(), queue: 'user-support', agentId: AGENT_ID },
  };
}

/** How long the leaf of a raw row is that takes as many bytes as {@link openedRecording} does among the events. */
export async function rawLeafBytes({ trail, ownerUrl }: LogInstallation): Promise<number> {
  const id = await trail.recordAlone(openedRecording());
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    const text = 'select pg_column_size(e.*) as bytes from audit_event e where id = $1';
    const { rows } = await client.query<{ bytes: number }>(text, [id]);
    return (rows[0]?.bytes ?? NaN) - RAW_ROW_BYTES;
  } finally {
    await client.end();
  }
}
