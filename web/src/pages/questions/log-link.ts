import type { LogEvent } from '../../api/types.js';
import { dayOf } from '../../ui/format/helsinki.js';

type Doings = Pick<LogEvent, 'actor' | 'at' | 'facts'>;

/** Questions that are about one contact, whatever the day. */
const OF_A_CONTACT: readonly string[] = ['same-contact-again', 'reveal-without-playback'];

/**
 * The address of the access log with what else the person did: with the same contact, for complaints, to grants, or on
 * the same day; null where no staff member acted.
 */
export function logLinkOf(question: string, { actor, at, facts }: Doings): string | null {
  if (actor.kind !== 'staff' || actor.id === null) return null;
  const { contactId } = facts;
  const day = dayOf(new Date(at));
  return `/access-log?${new URLSearchParams({ staff: actor.id, ...more() }).toString()}`;

  function more(): Record<string, string> {
    if (OF_A_CONTACT.includes(question) && typeof contactId === 'string') return { contact: contactId };
    if (question === 'complaint-closed-case') return { purpose: 'complaint' };
    if (question === 'mutual-grants') return { action: 'grant.created' };
    if (question === 'many-refusals') return { from: day, to: day, outcome: 'refused' };
    return { from: day, to: day };
  }
}
