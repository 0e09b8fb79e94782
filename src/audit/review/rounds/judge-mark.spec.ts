import { describe, expect, it } from '@jest/globals';
import { parseDay } from '../../../kernel/calendar.js';
import type { Requester, Rules } from '../../../platform/http/index.js';
import { checkMark, markDraft, type MarkedEvent } from './judge-mark.js';
import type { NewMark } from './rounds.schemas.js';

const AUDITOR: Requester = { kind: 'staff', id: 'maija', sessionId: 'a session', accessEpoch: 1, address: '192.0.2.7' };
const ACTOR = { kind: 'staff', id: 'maija', sessionId: 'a session', address: '192.0.2.7' };
const TODAY = parseDay('2026-11-24');
const IN_ORDER: NewMark = { eventId: 'an event', mark: 'in-order' };
const found = (dueOn: string): NewMark => ({
  eventId: 'an event',
  mark: 'finding',
  text: 'Miksi?',
  ownerId: 'eero',
  dueOn,
});

describe('a mark', () => {
  const asked: unknown[] = [];
  const rules = (answer: boolean): Rules => ({
    allow: (...question) => {
      asked.push(question);
      return answer;
    },
  });
  const judge = (wanted: NewMark, event: MarkedEvent = {}, answer = true) => {
    asked.length = 0;
    checkMark(event, wanted, rules(answer), TODAY);
  };

  it('may be made where the rules say so, who did it and whom it concerns being told', () => {
    judge(IN_ORDER, { actorId: 'eero', concernsStaffId: 'anna' });
    expect(asked).toEqual([['review', 'AuditEvent', { actorId: 'eero', concernsStaffId: 'anna' }]]);
  });

  it('asks the rules with nobody where an event is of nobody and concerns nobody', () => {
    judge(IN_ORDER, { actorId: null });
    expect(asked).toEqual([['review', 'AuditEvent', { actorId: '', concernsStaffId: '' }]]);
  });

  it('is not made by whom the rules refuse', () => {
    expect(() => {
      judge(IN_ORDER, {}, false);
    }).toThrow(
      expect.objectContaining({
        kind: 'forbidden',
        code: 'not-oneself',
        message: 'Nobody reviews what they did, or what was done for them.',
      }),
    );
  });

  it.each(['2026-11-24', '2026-11-25'])('leaves for an answer until %s', dueOn => {
    expect(() => {
      judge(found(dueOn));
    }).not.toThrow();
  });

  it('leaves no day that is over', () => {
    expect(() => {
      judge(found('2026-11-23'));
    }).toThrow(
      expect.objectContaining({
        kind: 'unprocessable',
        code: 'due-day-over',
        message: 'The day by which a finding is answered may not be over.',
      }),
    );
  });
});

describe('the event of a mark', () => {
  const DRAFT = { action: 'review-event.marked', actor: ACTOR, object: { kind: 'audit-event', id: 'an event' } };

  it('says what was marked, and whose act it was', () => {
    expect(markDraft('a round', IN_ORDER, AUDITOR, { actorId: 'eero', concernsStaffId: 'anna' })).toEqual({
      ...DRAFT,
      facts: { roundId: 'a round', mark: 'in-order', reviewedActorId: 'eero' },
    });
  });

  it.each([undefined, {}, { actorId: null }])('names nobody where nobody is known: %j', event => {
    expect(markDraft('a round', found('2026-12-24'), AUDITOR, event)).toEqual({
      ...DRAFT,
      facts: { roundId: 'a round', mark: 'finding' },
    });
  });
});
