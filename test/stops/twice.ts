import type { SmtpServer } from '../support/smtp-server.js';
import { loggedEvents, type LoggedEvent } from '../support/log.js';
import type { TestServer } from '../support/server.js';

/** What a job may well record of the same thing again on another night, told apart by its night. */
const DAY_CHARACTERS = 10;

/** What has taken effect more than once, a line each. */
export async function twiceFindings(server: TestServer): Promise<string[]> {
  const events = (await loggedEvents(server)).filter(
    ({ actor, outcome }) => actor.kind === 'system' && outcome === 'done',
  );
  const certificates = await server.sql<{ unit_id: string }>(
    'select unit_id from deletion_certificate group by unit_id having count(*) > 1',
  );
  const alarms = await server.sql<{ kind: string }>('select kind from audit_alarm');
  return [
    ...repeated(events.map(nameOf)).map(name => `recorded twice: ${name}`),
    ...certificates.map(({ unit_id: id }) => `two certificates of ${id}`),
    ...alarms.map(({ kind }) => `alarm ${kind}`),
  ];
}

/** Messages that came more than once, told by their Message-ID. */
export function mailedTwice({ messages }: SmtpServer): string[] {
  return repeated(messages.map(text => /^Message-ID: (.*)$/im.exec(text)?.[1] ?? ''));
}

function nameOf({ action, object, recordingId, grantId, concernsStaffId, facts, at }: LoggedEvent): string {
  const about = object ? `${object.kind} ${object.id}` : JSON.stringify(facts ?? {});
  return [action, about, recordingId, grantId, concernsStaffId, at.slice(0, DAY_CHARACTERS)].filter(Boolean).join(' ');
}

function repeated(names: readonly string[]): string[] {
  const seen = new Set<string>();
  return [...new Set(names.filter(name => seen.has(name) || !seen.add(name)))];
}
