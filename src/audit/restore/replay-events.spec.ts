import { beforeEach, describe, expect, it } from '@jest/globals';
import type { EntityManager } from '../../platform/database/index.js';
import { AUDIT_ACTIONS } from '../actions.js';
import type { LoggedEvent } from './logged-event.js';
import { replayEvents } from './replay-events.js';
import { Replays } from './replays.js';

/** Is handed on to the replays and asked nothing here. */
const EM = {} as EntityManager;
let made = 0;

function event(action: string, outcome = 'done'): LoggedEvent {
  made += 1;
  return { id: String(made), at: new Date(0), action, outcome, actor: { kind: 'system', id: null } };
}

describe('what a restored backup does not know of', () => {
  let replays: Replays;
  let done: string[];

  beforeEach(() => {
    replays = new Replays();
    done = [];
    for (const action of ['grant.revoked', 'due-day.moved'] as const) {
      replays.on(action, (em, { id }) => {
        expect(em).toBe(EM);
        done.push(`${action} ${id}`);
        return Promise.resolve();
      });
    }
  });

  it('is brought about once more, one after the other in the order of the log, and counted', async () => {
    const events = [event('due-day.moved'), event('grant.revoked'), event('due-day.moved')];
    const accepted = await replayEvents(EM, events, replays);
    expect(done).toEqual(events.map(({ action, id }) => `${action} ${id}`));
    expect(accepted).toEqual({ imported: 3, replayed: { 'due-day.moved': 2, 'grant.revoked': 1 }, notReplayed: {} });
  });

  it.each(['refused', 'failed'])('is nothing where it was %s: that changed nothing', async outcome => {
    const accepted = await replayEvents(
      EM,
      [event('grant.revoked', outcome), event('staff.created', outcome)],
      replays,
    );
    expect(done).toEqual([]);
    expect(accepted).toEqual({ imported: 2, replayed: {}, notReplayed: {} });
  });

  it('is told by action where nobody can bring it about, and so is an action of tomorrow', async () => {
    const events = [event('staff.created'), event('staff.created'), event('dream.dreamt')];
    const accepted = await replayEvents(EM, events, replays);
    expect(accepted).toEqual({ imported: 3, replayed: {}, notReplayed: { 'staff.created': 2, 'dream.dreamt': 1 } });
  });

  it('is told all the same where only a part of it can be brought about', async () => {
    replays.inPart('recording.ingested', (_, { id }) => Promise.resolve(void done.push(`part of ${id}`)));
    const [ingested, refused] = [event('recording.ingested'), event('recording.ingested', 'refused')];
    const accepted = await replayEvents(EM, [ingested, refused], replays);
    expect(done).toEqual([`part of ${ingested.id}`]);
    expect(accepted).toEqual({ imported: 2, replayed: {}, notReplayed: { 'recording.ingested': 1 } });
  });

  it('undoes all of it where one cannot be brought about', async () => {
    replays.on('hold.ended', () => Promise.reject(new TypeError('no such hold')));
    await expect(replayEvents(EM, [event('hold.ended'), event('grant.revoked')], replays)).rejects.toThrow(TypeError);
    expect(done).toEqual([]);
  });
});

describe('what people are told to look into after an acceptance', () => {
  const told = async (action: string) => {
    const { notReplayed } = await replayEvents(EM, [event(action)], new Replays());
    return action in notReplayed;
  };

  /** Somebody looked, took something out of the log or was handed a copy, or the house looked after itself. */
  const LOOKED =
    /\.(event-|affected-|file-)?(listed|viewed|opened|searched|(event-|person-)?(proved|revealed)|followed|counted|question-asked|verified)$/;
  /** Words of a look by which these begin, keep or move something. */
  const CHANGES = [
    'access-review.opened',
    'review-campaign.opened',
    'review-round.opened',
    'promise-incident.opened',
    'rights-request.searched',
    'incident.affected-listed',
  ];
  /** Words of an act by which these tell of what lies outside of the database, or in the log alone. */
  const LOGGED_ALONE = [
    ...['session.started', 'session.reuse-detected', 'external-identity.seen'],
    ...['reconciliation.completed', 'reconciliation.incident-found', 'reconciliation.orphan-removed'],
    ...['backup.taken', 'keys.backed-up', 'recording.exported', 'audit.exported', 'incident.exported'],
    ...['log.pruned', 'log-keys.changed', 'log-stream.begun', 'log-stream.moved', 'log.restore-accepted'],
  ];

  it.each(AUDIT_ACTIONS)('is %s, unless it changed nothing', async action => {
    const changedNothing = LOGGED_ALONE.includes(action) || (LOOKED.test(action) && !CHANGES.includes(action));
    expect(await told(action)).toBe(!changedNothing);
  });
});

describe('the replays of the features', () => {
  it('are each for an action, and the last word counts', async () => {
    const replays = new Replays();
    const replay = () => Promise.resolve();
    replays.on('hold.ended', () => Promise.reject(new Error('forgotten')));
    replays.on('hold.ended', replay);
    expect(replays.of('hold.ended')).toBe(replay);
    expect(replays.of('hold.lapsed')).toBeUndefined();
    await expect(replays.finish(EM)).resolves.toBeUndefined();
  });

  it('end with what is to be done at the end, one after the other', async () => {
    const replays = new Replays();
    const order: string[] = [];
    replays.afterwards(async em => {
      expect(em).toBe(EM);
      await new Promise(resolve => setImmediate(resolve));
      order.push('first');
    });
    replays.afterwards(() => Promise.resolve(void order.push('second')));
    await replays.finish(EM);
    expect(order).toEqual(['first', 'second']);
  });
});
