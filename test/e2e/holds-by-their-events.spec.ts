import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Replays, THE_SYSTEM, type AuditAction, type LoggedEvent } from '../../src/audit/index.js';
import { newId, NOBODY } from '../../src/kernel/ids.js';
import { Database } from '../../src/platform/database/index.js';
import { HoldScenes, type Filed } from '../support/holds.js';
import { startTestServer, type TestServer } from '../support/server.js';

interface Row {
  readonly id: string;
  readonly state: string;
  readonly until_on: string;
  readonly [column: string]: unknown;
}

/** What is brought about once more of events that tell less than today's do, or nothing of what is here. */
describe('holds by their events alone', () => {
  let server: TestServer;
  let scenes: HoldScenes;
  let filed: Filed;
  let id: string;

  beforeAll(async () => {
    server = await startTestServer();
    scenes = new HoldScenes(server);
    filed = await scenes.deliver();
  });

  beforeEach(async () => {
    for (const table of ['hold_review', 'hold']) await server.sql(`delete from ${table}`);
    id = newId(server.clock.now());
  });

  afterAll(async () => {
    await server.stop();
  });

  /** An event of a hold that says what every such event does, and `more`. */
  function event(action: AuditAction, more: Partial<LoggedEvent> = {}): LoggedEvent {
    const at = server.clock.now();
    return { id: newId(at), at, action, outcome: 'done', actor: THE_SYSTEM, ...more };
  }

  /** Brings events about once more; every hold that there is afterwards. */
  async function replayed(...events: readonly LoggedEvent[]): Promise<Row[]> {
    const replays = server.app.get(Replays);
    await server.app.get(Database).transaction(async em => {
      for (const one of events) await replays.of(one.action)?.(em, one);
    });
    return server.sql<Row>('select * from hold order by id');
  }

  const requested = (facts: LoggedEvent['facts'] = {}, more: Partial<LoggedEvent> = {}): LoggedEvent =>
    event('hold.requested', {
      ...{ object: { kind: 'hold', id }, recordingId: filed.id, reference: 'V-1' },
      facts: { kind: 'complaint', until: scenes.inDays(7), ...facts },
      ...more,
    });

  it('are wanted until their last day, and reviewed by then, where the request told of no other one', async () => {
    const until = scenes.inDays(7);
    expect(await replayed(requested())).toMatchObject([
      {
        ...{ id, recording_id: filed.id, kind: 'complaint', reference: 'V-1', state: 'requested', provisional: false },
        ...{ until_on: until, wanted_until_on: until, review_on: until, continues: null, necessity_sha256: '' },
        requested_by: NOBODY,
      },
    ]);
  });

  /** In force from the beginning, as what a data subject's request needs. */
  const active = (): LoggedEvent => requested({ kind: 'rights-request', state: 'active' });

  it('are there once, however often they are brought about', async () => {
    expect(await replayed(requested(), requested({ until: scenes.inDays(3) }))).toMatchObject([
      { id, until_on: scenes.inDays(7) },
    ]);
  });

  it.each([
    ['which hold it was', {}, { object: undefined }],
    ['of what kind it was', { kind: 'lease' }, {}],
    ['how long it lasts', { until: null }, {}],
    ['of which recording it was', {}, { recordingId: undefined, reference: undefined }],
    ['of a recording that is here', {}, { recordingId: NOBODY }],
  ])('are not where a request does not tell %s', async (_what, facts, less) => {
    const { object, recordingId, reference, ...told } = { ...requested(facts), ...less };
    const known = {
      ...(object ? { object } : {}),
      ...(recordingId ? { recordingId } : {}),
      ...(reference ? { reference } : {}),
    };
    expect(await replayed({ ...told, ...known })).toEqual([]);
  });

  it.each(['hold.approved', 'hold.shortened'] as const)(
    'stay as they are by a %s that tells of no last day, or of no hold',
    async action => {
      const state = action === 'hold.approved' ? 'requested' : 'active';
      const hold = state === 'active' ? active() : requested();
      const untold = event(action, { object: { kind: 'hold', id } });
      const ofNone = event(action, { facts: { until: scenes.inDays(2) } });
      const rows = await replayed(hold, untold, ofNone);
      expect(rows).toMatchObject([{ state, until_on: scenes.inDays(7), decided_by: null }]);
    },
  );

  it.each([
    ['hold.approved', 'requested', { state: 'active', until_on: '2026-11-28' }],
    ['hold.shortened', 'active', { state: 'active', until_on: '2026-11-28' }],
    [
      'hold.refused',
      'requested',
      { state: 'refused', until_on: '2026-11-28', ended_by: expect.stringMatching(/^(?!0{8})/) },
    ],
    ['hold.lapsed', 'requested', { state: 'lapsed', until_on: '2026-11-28', decided_by: null }],
    ['hold.ended', 'active', { state: 'ended', until_on: '2026-11-28', decided_by: null }],
    ['hold.released', 'active', { state: 'released', until_on: '2026-11-28', decided_by: null }],
  ] as const)('are, by a %s, what that made of those that were %s', async (action, state, after) => {
    const actor = { kind: 'staff', id: server.ids.get('liisa.lupa') ?? '' };
    const told = event(action, { actor, object: { kind: 'hold', id }, facts: { until: '2026-11-28' } });
    expect(await replayed(state === 'active' ? active() : requested(), told)).toMatchObject([after]);
  });

  it('keep their last day where their end told of none, and go on where it told of no hold', async () => {
    const ofNone = event('hold.released', { facts: { until: scenes.inDays(2) } });
    const [running] = await replayed(active(), ofNone);
    expect(running).toMatchObject({ state: 'active', until_on: scenes.inDays(7) });
    const [ended] = await replayed(event('hold.released', { object: { kind: 'hold', id } }));
    expect(ended).toMatchObject({ state: 'released', until_on: scenes.inDays(7) });
  });

  it('are reviewed once, by nobody where the event does not tell who it was', async () => {
    const facts = { reviewId: newId(server.clock.now()), nextReviewOn: scenes.inDays(5) };
    const reviewed = event('hold.reviewed', { object: { kind: 'hold', id }, facts });
    const later = { ...reviewed, facts: { ...facts, nextReviewOn: scenes.inDays(6) } };
    expect(await replayed(active(), reviewed, later)).toMatchObject([{ review_on: scenes.inDays(5) }]);
    expect(await server.sql('select id, hold_id, reviewed_by from hold_review')).toEqual([
      { id: facts.reviewId, hold_id: id, reviewed_by: NOBODY },
    ]);
    const liisa = await server.as('liisa.lupa');
    expect((await liisa.get(`/holds/${id}`)).body.reviews).toMatchObject([{ reviewedBy: NOBODY, reviewerName: null }]);
  });

  it.each([
    ['which review it was', { reviewId: null }, true],
    ['when to look next', { nextReviewOn: null }, true],
    ['of which hold', {}, false],
  ])('are not reviewed where an event does not tell %s', async (_what, less, ofHold) => {
    const facts = { reviewId: newId(server.clock.now()), nextReviewOn: scenes.inDays(5), ...less };
    const object = { kind: 'hold', id };
    const rows = await replayed(active(), event('hold.reviewed', { facts, ...(ofHold ? { object } : {}) }));
    expect(rows).toMatchObject([{ review_on: scenes.inDays(7) }]);
    expect(await server.sql('select id from hold_review')).toEqual([]);
  });
});
