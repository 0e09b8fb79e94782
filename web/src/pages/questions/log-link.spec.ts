import { describe, expect, it } from '@jest/globals';
import { logLinkOf } from './log-link.js';

const PERSON = '0199a000-0000-7000-8000-000000000001';
const CONTACT = '0199a000-0000-7000-8000-000000000002';
const actor = { kind: 'staff' as const, id: PERSON, sessionId: null, address: null };
const event = { actor, at: '2026-08-03T21:30:00.000Z', facts: { contactId: CONTACT } };

describe('the way from a flagged event to the access log', () => {
  it('leads to the same day of the person in Helsinki', () => {
    expect(logLinkOf('outside-hours', event)).toBe(`/access-log?staff=${PERSON}&from=2026-08-04&to=2026-08-04`);
  });

  it('leads to the same contact where the question is about one', () => {
    expect(logLinkOf('same-contact-again', event)).toBe(`/access-log?staff=${PERSON}&contact=${CONTACT}`);
    expect(logLinkOf('same-contact-again', { ...event, facts: {} })).toContain('from=2026-08-04');
  });

  it('leads nowhere where no named person acted', () => {
    expect(logLinkOf('many-refusals', { ...event, actor: { ...actor, kind: 'service' } })).toBeNull();
  });
});
