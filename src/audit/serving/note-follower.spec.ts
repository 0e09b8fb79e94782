import { beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { CallHandler, ExecutionContext } from '@nestjs/common';
import { lastValueFrom, of } from 'rxjs';
import { MovableClock } from '../../kernel/clock.js';
import { logUnavailable } from '../trail/log-unavailable.js';
import type { AuditTrail } from '../trail/audit-trail.js';
import type { EventDraft } from '../event.js';
import { NoteFollower } from './note-follower.js';

const AUDITOR = { kind: 'staff', id: 'maija', sessionId: 'one', address: '192.0.2.7' };
const MACHINE = { kind: 'service', id: 'siem', sessionId: null, address: '192.0.2.9' };

describe('the note that somebody follows the log', () => {
  const record = jest.fn<(draft: EventDraft) => Promise<string>>();
  const clock = new MovableClock(new Date(0));
  let noting: NoteFollower;

  beforeEach(() => {
    record.mockReset().mockResolvedValue('an id');
    clock.moveTo(new Date('2026-11-24T07:59:59.999Z'));
    noting = new NoteFollower({ recordAlone: record } as unknown as AuditTrail, clock); // it calls nothing else
  });

  /** What somebody is served who asks. */
  async function served(user: object | undefined): Promise<unknown> {
    const context = { switchToHttp: () => ({ getRequest: () => ({ user }) }) } as unknown as ExecutionContext;
    const next: CallHandler = { handle: () => of('a tile') };
    return lastValueFrom(await noting.intercept(context, next));
  }

  it('is an event with who it was, and they are served', async () => {
    expect(await served({ ...AUDITOR, accessEpoch: 7 })).toBe('a tile');
    expect(record.mock.calls).toEqual([[{ action: 'log.followed', actor: AUDITOR }]]);
  });

  it('is made once an hour and session, or machine', async () => {
    for (const user of [AUDITOR, MACHINE, AUDITOR, MACHINE, { ...AUDITOR, sessionId: 'two' }]) await served(user);
    expect(record.mock.calls.map(([{ actor }]) => actor.sessionId ?? actor.id)).toEqual(['one', 'siem', 'two']);
    clock.advance(1);
    await served(AUDITOR);
    await served(AUDITOR);
    expect(record).toHaveBeenCalledTimes(4);
  });

  it('of an hour that ended while it was written stands for no other hour', async () => {
    record.mockImplementationOnce(async () => {
      clock.advance(1);
      await served(MACHINE);
      return 'an id';
    });
    await served(AUDITOR);
    await served(AUDITOR);
    await served(AUDITOR);
    expect(record.mock.calls.map(([{ actor }]) => actor.sessionId ?? actor.id)).toEqual(['one', 'siem', 'one']);
  });

  it('comes first: where it cannot be written, nobody is served, and the next try writes it', async () => {
    record.mockRejectedValueOnce(logUnavailable());
    await expect(served(AUDITOR)).rejects.toMatchObject({ code: 'log-unavailable' });
    expect(await served(AUDITOR)).toBe('a tile');
    expect(record).toHaveBeenCalledTimes(2);
  });

  it('needs to know who it is', async () => {
    await expect(served(undefined)).rejects.toMatchObject({ kind: 'unauthenticated', code: 'not-signed-in' });
    expect(record).not.toHaveBeenCalled();
  });
});
