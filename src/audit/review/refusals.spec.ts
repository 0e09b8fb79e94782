import { beforeEach, describe, expect, it } from '@jest/globals';
import { SystemClock } from '../../kernel/clock.js';
import { DomainError, notFound } from '../../kernel/errors.js';
import type { Database } from '../../platform/database/index.js';
import type { Requester } from '../../platform/http/index.js';
import type { EventDraft } from '../event.js';
import type { AuditTrail } from '../trail/audit-trail.js';
import type { RecordFinding } from './findings/record-finding.js';
import { MarkEvent } from './rounds/mark-event.js';
import { AnswerFinding } from './findings/answer-finding.js';
import { SettleFinding } from './findings/settle-finding.js';

const ID = '00000000-0000-7000-8000-000000000001';
const AUDITOR: Requester = { kind: 'staff', id: 'maija', sessionId: 'a session', accessEpoch: 1, address: '192.0.2.7' };

describe('what somebody tries with a review', () => {
  let recorded: EventDraft[];
  let failure: Error;

  beforeEach(() => {
    recorded = [];
  });

  const recordAlone = (draft: EventDraft) => Promise.resolve(String(recorded.push(draft)));
  const rules = { allow: () => true };
  const tries = {
    answer: () => new AnswerFinding(...parts()).execute(ID, 'Asia on korjattu.', AUDITOR),
    settle: () => new SettleFinding(...parts()).execute(ID, { outcome: 'corrected', text: 'Ok.' }, AUDITOR, rules),
    mark: () => marking().execute(ID, { eventId: ID, mark: 'in-order' }, AUDITOR, rules),
  };

  /** On a database where it fails; it asks nothing else of them. */
  function parts(): [Database, AuditTrail, SystemClock] {
    const transaction = () => Promise.reject(failure);
    return [{ transaction } as unknown as Database, { recordAlone } as unknown as AuditTrail, new SystemClock()];
  }

  function marking(): MarkEvent {
    const [database, trail, clock] = parts();
    return new MarkEvent(database, trail, {} as RecordFinding, clock);
  }

  it.each([
    ['answer', 'finding.answered'],
    ['settle', 'finding.settled'],
    ['mark', 'review-event.marked'],
  ] as const)('is on record with its reason where it is refused: %s', async (what, action) => {
    failure = notFound();

    await expect(tries[what]()).rejects.toBe(failure);
    expect(recorded).toMatchObject([{ action, outcome: 'refused', reason: 'not-found' }]);
  });

  it.each(['answer', 'settle', 'mark'] as const)('is no refusal where the database fails: %s', async what => {
    failure = new Error('no database');

    await expect(tries[what]()).rejects.toBe(failure);
    expect(failure).not.toBeInstanceOf(DomainError);
    expect(recorded).toEqual([]);
  });
});
