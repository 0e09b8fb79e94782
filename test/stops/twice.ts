import type { SmtpServer } from '../support/smtp-server.js';
import { loggedEvents, type LoggedEvent } from '../support/log.js';
import type { TestServer } from '../support/server.js';

/** What a job may well record of the same thing again on another night, told apart by its night. */
const DAY_CHARACTERS = 10;

/** What has taken effect more than once, a line each. */
export async function twiceFindings(server: TestServer): Promise<string[]> {
  const events = (await loggedEvents(server)).filter(
    event => event.actor.kind === 'system' && event.outcome === 'done' && !isDayThatStays(event),
  );
  const certificates = await server.sql<{ unit_id: string }>(
    'select unit_id from deletion_certificate group by unit_id having count(*) > 1',
  );
  const alarms = await server.sql<{ kind: string }>('select kind from audit_alarm');
  return [
    ...repeated(events.map(nameOf)).map(name => `recorded twice: ${name}: ${saidOf(events, name)}`),
    ...certificates.map(({ unit_id: id }) => `two certificates of ${id}`),
    ...alarms.map(({ kind }) => `alarm ${kind}`),
  ];
}

/** Of what several holds keep, each of their ends and each new rule says anew that the day stays. */
function isDayThatStays({ action, facts }: LoggedEvent): boolean {
  return action === 'due-day.moved' && facts?.from === facts?.to;
}

/** Messages that came more than once, told by their Message-ID. */
export function mailedTwice({ messages }: SmtpServer): string[] {
  return repeated(messages.map(text => /^Message-ID: (.*)$/im.exec(text)?.[1] ?? ''));
}

/**
 * A person may well be searched for as two, a case be reminded of for two reasons, and a day be moved by a rule and by a hold, all on one
 * day: then the facts say so.
 */
const TOLD_APART = ['as', 'kind', 'about', 'days', 'from', 'to'] as const;

function nameOf({ action, object, recordingId, grantId, concernsStaffId, facts, at }: LoggedEvent): string {
  const about = object ? `${object.kind} ${object.id}` : JSON.stringify(facts ?? {});
  const which = object ? TOLD_APART.map(name => facts?.[name]) : [];
  const when = at.slice(0, DAY_CHARACTERS);
  return [action, about, recordingId, grantId, concernsStaffId, ...which, when].filter(Boolean).join(' ');
}

/** When each of them was recorded and what it says, which is not personal. */
function saidOf(events: readonly LoggedEvent[], name: string): string {
  const ofName = events.filter(event => nameOf(event) === name);
  return ofName.map(({ at, facts }) => `${at} ${JSON.stringify(facts ?? {})}`).join(' and ');
}

function repeated(names: readonly string[]): string[] {
  const seen = new Set<string>();
  return [...new Set(names.filter(name => seen.has(name) || !seen.add(name)))];
}
