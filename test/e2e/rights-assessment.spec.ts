import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { checkCustody } from '../custody/check-custody.js';
import type { Answer, Client } from '../support/client.js';
import { HoldScenes, type Filed } from '../support/holds.js';
import { eventsDuring } from '../support/log.js';
import { expectProblem } from '../support/refused.js';
import { RightsScenes } from '../support/rights.js';
import { startTestServer, type TestServer } from '../support/server.js';
import { NOTHING_SEEN } from '../support/whole-case.js';

let server: TestServer;
let holds: HoldScenes;
let scenes: RightsScenes;
/** An agent, two rights officers, and the data protection officer. */
let maija: Client;
let oili: Client;
let satu: Client;
let tapio: Client;
let people = 0;

beforeAll(async () => {
  server = await startTestServer();
  holds = new HoldScenes(server);
  scenes = new RightsScenes(server);
  [maija, oili, satu, tapio] = await Promise.all([
    server.as('maija.malli'),
    server.as('oili.oikeus'),
    server.as('satu.sijainen'),
    server.as('tapio.tietosuoja'),
  ]);
});

afterEach(async () => {
  await checkCustody(server);
});

afterAll(async () => {
  await server.stop();
});

const PARTLY = { decision: 'redacted-copy', ground: 'rights-of-others-15-4', reasons: 'Toisen potilaan tietoja.' };
const COPY = { decision: 'copy' };

/** A triaged request of somebody who called `calls` times, each call taken up. */
async function begun(rights: readonly string[], calls = 1) {
  people += 1;
  const phone = `+35840123${String(1000 + people)}`;
  const filed: Filed[] = [];
  for (let call = 0; call < calls; call += 1)
    filed.push(await holds.deliver({ caller: { category: 'unknown', phone } }));
  const { id, number } = await scenes.register(maija, { rights, person: { phone } });
  const identity = { method: 'callback-to-registered-number' };
  const triaged = await oili.post(`/rights-requests/${id}/triage`, {
    ...{ rights, officerId: server.ids.get('oili.oikeus'), identity },
  });
  expect(triaged.status).toBe(200);
  for (const one of filed) {
    const wanted = { state: 'included', relation: 'caller', reason: 'Kuunneltu.' };
    expect((await oili.post(`/rights-requests/${id}/recordings/${one.id}/triage`, wanted)).status).toBe(200);
  }
  return { id, number, filed };
}

function assess(client: Client, id: string, filed: Filed | undefined, over: object): Promise<Answer> {
  const wanted = { whose: ['requester', 'patient'], forwardToCustomer: false, ...over };
  return client.post(`/rights-requests/${id}/recordings/${filed?.id ?? ''}/assessment`, wanted);
}

/** As it is now. */
async function confirmAssessment(
  client: Client,
  id: string,
  filed: Filed | undefined,
  body: object = {},
): Promise<Answer> {
  const { items } = (await oili.get(`/rights-requests/${id}/recordings?limit=200`)).body;
  const known = items as { recordingId: string; assessment: { prepared: string | null } | null }[];
  const prepared = known.find(one => one.recordingId === filed?.id)?.assessment?.prepared ?? NOTHING_SEEN;
  return client.post(`/rights-requests/${id}/recordings/${filed?.id ?? ''}/assessment/confirmation`, {
    ...{ prepared, ...body },
  });
}

async function shownClaim(id: string, right: string) {
  const { body } = await oili.get(`/rights-requests/${id}`);
  const claims = body.claims as { id: string; right: string; prepared: string | null }[];
  return claims.find(claim => claim.right === right) ?? { id: '', prepared: null };
}

async function claimOf(id: string, right: string): Promise<string> {
  return (await shownClaim(id, right)).id;
}

async function decide(client: Client, id: string, right: string, wanted: object): Promise<Answer> {
  return client.post(`/rights-requests/${id}/claims/${await claimOf(id, right)}/decision`, wanted);
}

async function confirm(client: Client, id: string, right: string, body: object = {}): Promise<Answer> {
  const { id: claimId, prepared } = await shownClaim(id, right);
  const seen = { prepared: prepared ?? NOTHING_SEEN };
  return client.post(`/rights-requests/${id}/claims/${claimId}/confirmation`, { ...seen, ...body });
}

async function stateOf(id: string): Promise<unknown> {
  return (await oili.get(`/rights-requests/${id}`)).body.state;
}

/** As the room of redaction leaves a copy that was listened to and approved. */
async function approvedCopy(id: string, filed: Filed | undefined, state = 'approved'): Promise<void> {
  await server.sql(
    `insert into rights_redaction (id, case_id, recording_id, version, state, method, author_id, original)
     select gen_random_uuid(), $1, $2, coalesce(max(version), 0) + 1, $3, 'silence', gen_random_uuid(), '{}'
     from rights_redaction where case_id = $1`,
    [id, filed?.id, state],
  );
}

describe('the assessment of a recording', () => {
  it('says whose data it holds and what becomes of them, with nothing of that in the log', async () => {
    const { id, number, filed } = await begun(['access']);
    const events = await eventsDuring(server, async () => {
      const { status, body } = await assess(oili, id, filed[0], { ...PARTLY, forwardToCustomer: true });
      expect([status, body]).toEqual([
        200,
        expect.objectContaining({
          ...{ state: 'included', relation: 'caller', triageReason: 'Kuunneltu.', sentBack: null },
          assessment: {
            ...{ ...PARTLY, whose: ['requester', 'patient'], forwardToCustomer: true },
            ...{
              assessedBy: server.ids.get('oili.oikeus'),
              assessorName: 'Oili Oikeus',
              assessedAt: expect.any(String),
            },
            ...{ confirmedBy: null, confirmerName: null, confirmedAt: null },
            prepared: expect.stringMatching(/^[0-9a-f]{64}$/),
          },
          permitted: ['triage', 'assess'],
        }),
      ]);
    });
    expect(events).toMatchObject([
      {
        ...{ action: 'rights-request.recording-assessed', reference: number, recordingId: filed[0]?.id },
        facts: { decision: 'redacted-copy', ground: 'rights-of-others-15-4', whose: ['requester', 'patient'] },
      },
    ]);
    expect(JSON.stringify(events)).not.toContain('Toisen potilaan');
    expect(await stateOf(id)).toBe('assessing');
  });

  it.each([
    ['without a ground', { ...PARTLY, ground: undefined }, 'ground-missing'],
    ['with a ground that is about the whole request', { ...PARTLY, ground: 'excessive-12-5' }, 'ground-does-not-fit'],
    ['without reasons', { ...PARTLY, decision: 'withheld', reasons: undefined }, 'reasons-missing'],
    ['of a whole copy with a ground', { ...COPY, ground: 'rights-of-others-15-4' }, 'ground-not-needed'],
  ])('is refused %s', async (_, over, code) => {
    const { id, filed } = await begun(['access']);
    expectProblem(await assess(oili, id, filed[0], over), 422, code);
  });

  it('is confirmed by a second person, never by whoever assessed', async () => {
    const { id, filed } = await begun(['access']);
    expectProblem(await confirmAssessment(satu, id, filed[0]), 409, 'nothing-waits');
    await assess(oili, id, filed[0], COPY);
    const events = await eventsDuring(server, async () => {
      expectProblem(await confirmAssessment(oili, id, filed[0]), 403, 'not-second-person');
    });
    expect(events.filter(({ action }) => action !== 'rights-request.opened')).toMatchObject([
      { action: 'rights-request.assessment-confirmed', outcome: 'refused', reason: 'not-second-person' },
    ]);
    expectProblem(await confirmAssessment(tapio, id, filed[0]), 403, 'not-permitted');
    const { status, body } = await confirmAssessment(satu, id, filed[0]);
    expect([status, body.assessment]).toMatchObject([200, { assessedBy: ofOili(), confirmedBy: ofSatu() }]);
    expectProblem(await confirmAssessment(satu, id, filed[0]), 409, 'nothing-waits');
    const twice = 'update rights_recording set confirmed_by = assessed_by where case_id = $1';
    await expect(server.sql(twice, [id])).rejects.toThrow('rights_recording_second_person_check');
  });

  it('has a second person of its own, whoever prepared something else in the case last', async () => {
    const { id, filed } = await begun(['access'], 2);
    await assess(oili, id, filed[0], COPY);
    await assess(satu, id, filed[1], COPY);
    expectProblem(await confirmAssessment(oili, id, filed[0]), 403, 'not-second-person');
    expectProblem(await confirmAssessment(satu, id, filed[1]), 403, 'not-second-person');
    expect((await confirmAssessment(satu, id, filed[0])).status).toBe(200);
    expect((await confirmAssessment(oili, id, filed[1])).status).toBe(200);
    expect(await server.sql('select prepared_by from rights_case where id = $1', [id])).toEqual([{ prepared_by: '' }]);
  });

  it('is sent back with a reason that whoever assessed can read', async () => {
    const { id, filed } = await begun(['access']);
    await assess(oili, id, filed[0], COPY);
    const { body } = await confirmAssessment(satu, id, filed[0], { sendBack: 'Toinen ääni kuuluu.' });
    expect([body.assessment, body.sentBack]).toEqual([null, 'Toinen ääni kuuluu.']);
    expect((await assess(satu, id, filed[0], PARTLY)).body).toMatchObject({ sentBack: null });
    expect((await confirmAssessment(oili, id, filed[0])).status).toBe(200);
  });

  it('is made of what was taken up alone, goes with a release, and is confirmed anew after a change', async () => {
    const { id, filed } = await begun(['access']);
    const triage = (state: string) =>
      oili.post(`/rights-requests/${id}/recordings/${filed[0]?.id ?? ''}/triage`, { state, reason: 'Testi' });
    await assess(oili, id, filed[0], COPY);
    await confirmAssessment(satu, id, filed[0]);
    expect((await assess(oili, id, filed[0], PARTLY)).body.assessment).toMatchObject({ confirmedBy: null });
    expect((await triage('released')).body.assessment).toBeNull();
    expectProblem(await assess(oili, id, filed[0], COPY), 409, 'recording-not-included');
    expect((await triage('included')).body.assessment).toBeNull();
  });

  it('begins after triage and ends with the decision', async () => {
    const { id, filed } = await begun(['access']);
    for (const state of ['received', 'decided', 'closed']) {
      await server.sql('update rights_case set state = $2 where id = $1', [id, state]);
      expectProblem(await assess(oili, id, filed[0], COPY), 409, 'wrong-state');
      expectProblem(await confirmAssessment(satu, id, filed[0]), 409, 'wrong-state');
    }
  });
});

describe('a forwarding to a customer', () => {
  it('is on record, and leaves the clock alone', async () => {
    const { id, number } = await begun(['access']);
    const before = (await oili.get(`/rights-requests/${id}`)).body;
    const events = await eventsDuring(server, async () => {
      const told = { customer: 'Esimerkkihyvinvointialue', what: 'Potilastietoja koskeva osa.' };
      const { status, body } = await oili.post(`/rights-requests/${id}/forwarding`, told);
      expect([status, body]).toEqual([200, { forwardedAt: server.clock.now().toISOString() }]);
    });
    expect(events).toMatchObject([{ action: 'rights-request.forwarded', reference: number }]);
    expect(JSON.stringify(events)).not.toContain('Esimerkki');
    const { body } = await oili.get(`/rights-requests/${id}`);
    expect(body).toMatchObject({ forwarded: true, lastOn: before.lastOn, state: before.state });
    expect((body.journal as { action: string; detail: unknown }[]).at(-1)).toMatchObject({
      action: 'rights-request.forwarded',
      detail: { customer: 'Esimerkkihyvinvointialue' },
    });
  });
});

describe('the decision about a right', () => {
  it('grants access when every recording is assessed, confirmed and, where redacted, approved; two people decide', async () => {
    const { id, filed } = await begun(['access'], 2);
    const granted = { outcome: 'granted' };
    expectProblem(await decide(oili, id, 'access', granted), 409, 'recordings-unassessed');
    await assess(oili, id, filed[0], COPY);
    await assess(oili, id, filed[1], PARTLY);
    await confirmAssessment(satu, id, filed[0]);
    expectProblem(await decide(oili, id, 'access', granted), 409, 'recordings-unassessed');
    await confirmAssessment(satu, id, filed[1]);
    expectProblem(await decide(oili, id, 'access', granted), 409, 'copies-unapproved');
    await approvedCopy(id, filed[1]);
    await approvedCopy(id, filed[1], 'draft');
    expectProblem(await decide(oili, id, 'access', granted), 409, 'copies-unapproved');
    await server.sql(`delete from rights_redaction where case_id = $1 and state = 'draft'`, [id]);
    const decided = await decide(oili, id, 'access', granted);
    expect([decided.status, decided.body]).toMatchObject([
      200,
      { state: 'decided', outcome: 'granted', caseState: 'in-review' },
    ]);
    expectProblem(await confirm(oili, id, 'access'), 403, 'not-second-person');
    expect((await confirm(satu, id, 'access')).body).toMatchObject({
      ...{ state: 'confirmed', decidedBy: ofOili(), confirmedBy: ofSatu(), caseState: 'decided' },
    });
    expect(await stateOf(id)).toBe('decided');
    expectProblem(await confirm(satu, id, 'access'), 409, 'wrong-state');
  });

  it('is looked at again when it is confirmed: what it rests on may have changed', async () => {
    const { id, filed } = await begun(['access']);
    await assess(oili, id, filed[0], COPY);
    await confirmAssessment(satu, id, filed[0]);
    await decide(oili, id, 'access', { outcome: 'granted' });
    await assess(oili, id, filed[0], PARTLY);
    expectProblem(await confirm(satu, id, 'access'), 409, 'recordings-unassessed');
  });

  it.each([
    ['without a ground', { ground: undefined }, 'ground-missing'],
    ['with a ground of another right', { ground: 'compelling-grounds-21' }, 'ground-does-not-fit'],
    ['without reasons', { reasons: undefined }, 'reasons-missing'],
    ['leaving reasons out that the person must be told', { reasonsLeftOut: true }, 'reasons-may-not-be-left-out'],
  ])('does not refuse %s', async (_, over, code) => {
    const { id } = await begun(['erasure'], 0);
    const refusal = { outcome: 'refused', ground: 'legal-claims-17-3-e', reasons: 'Reklamaatio on kesken.', ...over };
    expectProblem(await decide(oili, id, 'erasure', refusal), 422, code);
  });

  it('refuses with ground and reasons, of which the log knows the ground alone', async () => {
    const { id } = await begun(['erasure'], 0);
    const refusal = { outcome: 'refused', ground: 'legal-claims-17-3-e', reasons: 'Reklamaatio on kesken.' };
    const events = await eventsDuring(server, async () => {
      expect((await decide(oili, id, 'erasure', refusal)).status).toBe(200);
    });
    const decided = events.filter(({ action }) => action === 'rights-request.claim-decided');
    expect(decided).toMatchObject([{ facts: { right: 'erasure', outcome: 'refused', ground: 'legal-claims-17-3-e' } }]);
    expect(JSON.stringify(events)).not.toContain('Reklamaatio');
    expect((await oili.get(`/rights-requests/${id}`)).body.claims).toMatchObject([refusal]);
    expect((await confirm(satu, id, 'erasure')).body).toMatchObject({ state: 'confirmed', caseState: 'decided' });
  });

  it('says that nothing is held after a search that found nothing of the person', async () => {
    const { id } = await begun(['erasure'], 0);
    expectProblem(await decide(oili, id, 'erasure', { outcome: 'nothing-held' }), 409, 'nothing-searched');
    await oili.post(`/rights-requests/${id}/searches`, { as: 'caller', phone: '+358409876543' });
    expect((await decide(oili, id, 'erasure', { outcome: 'nothing-held' })).status).toBe(200);
  });

  it('grants nothing while it is not on record how identity was established', async () => {
    const { id } = await begun(['objection'], 0);
    const triage = (method: string | null) =>
      oili.post(`/rights-requests/${id}/triage`, {
        ...{ rights: ['objection'], officerId: server.ids.get('oili.oikeus'), identity: { method, doubt: 'Kuka?' } },
      });
    expect((await triage(null)).status).toBe(200);
    expectProblem(await decide(oili, id, 'objection', { outcome: 'granted' }), 409, 'identity-not-established');
    expect((await triage('strong-identification')).status).toBe(200);
    expect((await decide(oili, id, 'objection', { outcome: 'granted' })).status).toBe(200);
    expect((await triage(null)).status).toBe(200);
    expectProblem(await confirm(satu, id, 'objection'), 409, 'identity-not-established');
  });

  it('waits for the answer to an open question', async () => {
    const { id } = await begun(['erasure'], 0);
    await server.sql(`update rights_case set state = 'identity-pending', stopped = true where id = $1`, [id]);
    const refusal = { outcome: 'refused', ground: 'excessive-12-5', reasons: 'Testi' };
    expectProblem(await decide(oili, id, 'erasure', refusal), 409, 'clock-stopped');
    const unknown = { ...refusal, ground: 'not-identifiable-12-2' };
    expect((await decide(oili, id, 'erasure', unknown)).body).toMatchObject({ caseState: 'identity-pending' });
    expect((await confirm(satu, id, 'erasure')).body).toMatchObject({ caseState: 'decided' });
  });

  it('is sent back to whoever prepared it, and decides the case with the last of several rights', async () => {
    const { id } = await begun(['erasure', 'objection'], 0);
    const refused = { outcome: 'refused', ground: 'unfounded-12-5', reasons: 'Ilmeisen perusteeton.' };
    await decide(oili, id, 'erasure', refused);
    const back = await confirm(satu, id, 'erasure', { sendBack: 'Perustele tarkemmin.' });
    expect(back.body).toMatchObject({ state: 'open', outcome: null, ground: null, decidedBy: null });
    expectProblem(await confirm(satu, id, 'erasure'), 409, 'nothing-waits');
    await decide(satu, id, 'erasure', refused);
    expect((await confirm(oili, id, 'erasure')).body).toMatchObject({ state: 'confirmed', caseState: 'in-review' });
    await decide(oili, id, 'objection', { outcome: 'withdrawn' });
    expect((await confirm(satu, id, 'objection')).body).toMatchObject({ caseState: 'decided' });
  });

  it('is confirmed as the second person saw it, or not at all', async () => {
    const { id } = await begun(['erasure'], 0);
    const refused = { outcome: 'refused', ground: 'unfounded-12-5', reasons: 'Ilmeisen perusteeton.' };
    const { prepared } = (await decide(oili, id, 'erasure', refused)).body;
    await decide(oili, id, 'erasure', { ...refused, reasons: 'Toinen perustelu.' });
    expectProblem(await confirm(satu, id, 'erasure', { prepared }), 409, 'changed-meanwhile');
    expectProblem(await confirm(satu, id, 'erasure', { prepared, sendBack: 'Ei.' }), 409, 'changed-meanwhile');
    expect((await confirm(satu, id, 'erasure')).body).toMatchObject({ state: 'confirmed', prepared: null });
  });

  it('is prepared by rights officers alone, in the case that it belongs to', async () => {
    const [one, other] = [await begun(['erasure'], 0), await begun(['erasure'], 0)];
    for (const client of [maija, tapio]) {
      expectProblem(await decide(client, one.id, 'erasure', { outcome: 'withdrawn' }), 403, 'not-permitted');
    }
    const claim = await claimOf(one.id, 'erasure');
    const elsewhere = `/rights-requests/${other.id}/claims/${claim}/decision`;
    expectProblem(await oili.post(elsewhere, { outcome: 'withdrawn' }), 404, 'not-found');
  });
});

function ofOili(): string | undefined {
  return server.ids.get('oili.oikeus');
}

function ofSatu(): string | undefined {
  return server.ids.get('satu.sijainen');
}
