import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ReviewDaysJob } from '../../src/access/reviews/review-days.job.js';
import { addDays, helsinkiDay, startOfDay, type Day } from '../../src/kernel/calendar.js';
import { checkCustody } from '../custody/check-custody.js';
import type { Answer, Client } from '../support/client.js';
import { LogInWords } from '../support/log-in-words.js';
import { addPerson, type TestPerson } from '../support/people.js';
import { startTestServer, type TestServer } from '../support/server.js';

const AGENT = { role: 'agent', purposes: ['service-development'] };
const LEAD = { role: 'team-lead', purposes: ['service-development', 'internal-training'] };
const reason = 'Tehtävä muuttuu';

/** Each event in whole, as an auditor reads it (docs/audit-events.md). */
describe('what the log says of access', () => {
  let server: TestServer;
  let yrjo: Client;
  let paula: Client;
  let manager: TestPerson;
  let log: LogInWords;

  beforeAll(async () => {
    server = await startTestServer();
    log = new LogInWords(server);
    await signIn();
    manager = await somebody('manager', LEAD);
  });

  afterAll(async () => {
    await checkCustody(server);
    await server.stop();
  });

  async function signIn(): Promise<void> {
    yrjo = await server.as('yrjo.yllapito');
    paula = await server.as('paula.paakayttaja');
  }

  async function somebody(name: string, ...grants: readonly object[]): Promise<TestPerson> {
    const person = await addPerson(server, { grants: grants.map(grant => ({ ...grant })) });
    log.name(person.id, name);
    for (const [n, id] of person.grantIds.entries()) log.name(id, `grant ${n} of ${name}`);
    return person;
  }

  const today = (): Day => helsinkiDay(server.clock.now());
  const inDays = (days: number): Day => addDays(today(), days);

  async function goTo(day: Day): Promise<void> {
    server.clock.moveTo(startOfDay(day));
    await signIn();
  }

  const said = (act: () => Promise<unknown>) => log.of(act);
  const given = (id: string, grant: object): Promise<Answer> =>
    yrjo.post(`/staff/${id}/grants`, { ...grant, fromOn: today(), untilOn: inDays(30), reason });
  const changed = (id: string, duties: object): Promise<Answer> =>
    yrjo.post(`/staff/${id}/duties`, { reason, effectiveOn: today(), ...duties });
  const own = () => server.ids.get('yrjo.yllapito') ?? '';
  const idIn = (body: unknown): string => (body as { id: string }).id;

  const scope = { queues: 'all', units: 'all', ownCallsOnly: false };
  const monthOfGrant = { fromOn: '2026-11-24', untilOn: '2026-12-24' };
  const sealed = ['reason'];

  it('is of a grant who gave what to whom, for which days, and that somebody tried to give themselves', async () => {
    const facts = { ...AGENT, ...scope, ...monthOfGrant };
    const { id } = await somebody('newcomer');
    expect(await said(() => given(id, { ...AGENT, queues: ['billing'] }))).toEqual([
      {
        ...{ event: 'grant.created done', by: 'yrjo.yllapito', object: 'grant an id', concernsStaffId: 'newcomer' },
        ...{ facts: { ...facts, queues: ['billing'] }, sealed },
      },
    ]);
    expect(await said(() => given(own(), AGENT))).toEqual([
      {
        event: 'grant.created refused not-oneself',
        ...{ by: 'yrjo.yllapito', concernsStaffId: 'yrjo.yllapito', facts, sealed },
      },
    ]);
  });

  it('is of a revocation whose grant it was, and once', async () => {
    const { grantIds } = await somebody('leaver', AGENT);
    const revoked = () => yrjo.post(`/grants/${grantIds[0] ?? ''}/revocation`, { reason });
    expect(await said(revoked)).toEqual([
      {
        ...{ event: 'grant.revoked done', by: 'yrjo.yllapito', object: 'grant grant 0 of leaver' },
        ...{ concernsStaffId: 'leaver', facts: { role: 'agent' }, sealed },
      },
    ]);
    expect(await said(revoked)).toEqual([]);
  });

  it('is of a proposal what it would give, who made and who decided it, and who may not', async () => {
    const { id } = await somebody('riser');
    const about = { object: 'grant-proposal an id', concernsStaffId: 'riser' };
    let proposalId = '';
    const proposed = async () => (proposalId = String((await given(id, LEAD)).body.proposalId));
    const decided = (by: Client, outcome: string) =>
      by.post(`/grant-proposals/${proposalId}/decision`, { outcome, reason });
    const facts = { kind: 'grant', origin: 'administrator' };
    expect(await said(proposed)).toEqual([
      {
        ...{ event: 'grant-proposal.created done', by: 'yrjo.yllapito', ...about },
        ...{ facts: { ...facts, ...LEAD, ...scope, ...monthOfGrant }, sealed },
      },
    ]);
    const decision = (outcome: string, over: object = {}) => ({
      ...{ event: 'grant-proposal.decided done', by: 'paula.paakayttaja', ...about },
      ...{ facts: { ...facts, outcome, proposedBy: 'yrjo.yllapito' }, sealed, ...over },
    });
    expect(await said(() => decided(yrjo, 'approved'))).toEqual([
      decision('approved', { event: 'grant-proposal.decided refused not-second-person', by: 'yrjo.yllapito' }),
    ]);
    expect(await said(() => decided(paula, 'refused'))).toEqual([decision('refused')]);
    await proposed();
    const { sealed: _sealed, ...withdrawn } = decision('withdrawn', { by: 'yrjo.yllapito' });
    expect(await said(() => yrjo.post(`/grant-proposals/${proposalId}/withdrawal`))).toEqual([withdrawn]);
    await proposed();
    expect(await said(() => decided(paula, 'approved'))).toEqual([
      {
        ...{ event: 'grant.created done', by: 'paula.paakayttaja', object: 'grant an id', concernsStaffId: 'riser' },
        facts: { ...LEAD, ...scope, ...monthOfGrant, proposalId: 'an id', proposedBy: 'yrjo.yllapito' },
        sealed,
      },
      decision('approved'),
    ]);
  });

  it('is of a revocation that an auditor proposes which grant it is about, and why', async () => {
    const { grantIds } = await somebody('idle', AGENT);
    const aila = await server.as('aila.auditoija');
    const wanted = { origin: 'unused-access', reason };
    expect(await said(() => aila.post(`/grants/${grantIds[0] ?? ''}/revocation-proposal`, wanted))).toEqual([
      {
        ...{ event: 'grant-proposal.created done', by: 'aila.auditoija', object: 'grant-proposal an id' },
        ...{ concernsStaffId: 'idle', sealed },
        facts: { kind: 'revocation', origin: 'unused-access', grantId: 'grant 0 of idle', role: 'agent' },
      },
    ]);
  });

  it('is of coming duties what they change and which review they open, and that they are withdrawn', async () => {
    const { id } = await somebody('mover', AGENT);
    await server.sql('update staff set manager_id = $1 where id = $2', [manager.id, id]);
    let changeId = '';
    const entered = async () =>
      (changeId = idIn((await changed(id, { unit: 'Osasto 5', effectiveOn: inDays(7) })).body.change));
    expect(await said(entered)).toEqual([
      {
        ...{ event: 'duties.entered done', by: 'yrjo.yllapito', object: 'duty-change an id', concernsStaffId: 'mover' },
        ...{
          facts: { effectiveOn: '2026-12-01', fields: ['unit'], opens: 'duties', origin: 'entered', unit: 'Osasto 5' },
          sealed,
        },
      },
      {
        ...{
          event: 'access-review.opened done',
          by: 'yrjo.yllapito',
          object: 'access-review an id',
          concernsStaffId: 'mover',
        },
        facts: {
          ...{
            kind: 'duties',
            dutyChangeId: 'an id',
            grantIds: ['grant 0 of mover'],
            reviewerId: 'manager',
            deputyIds: [],
          },
          ...{ effectiveOn: '2026-12-01', suspendOn: '2026-12-01', escalateOn: '2026-12-06', revokeOn: '2026-12-15' },
        },
      },
    ]);
    const withdrawn = () => paula.post(`/duty-changes/${changeId}/withdrawal`, { reason });
    const event = { by: 'paula.paakayttaja', object: 'duty-change an id' };
    expect(await said(withdrawn)).toEqual([
      { event: 'duties.withdrawn done', ...event, concernsStaffId: 'mover', sealed },
      {
        ...{ event: 'access-review.closed done', by: 'paula.paakayttaja', object: 'access-review an id' },
        ...{ concernsStaffId: 'mover', facts: { kind: 'duties', outcome: 'withdrawn' } },
      },
    ]);
    expect(await said(withdrawn)).toEqual([{ event: 'duties.withdrawn refused duties-in-effect', ...event }]);
    expect(await said(() => changed(own(), { unit: 'Osasto 5' }))).toEqual([
      { event: 'duties.entered refused not-oneself', by: 'yrjo.yllapito', concernsStaffId: 'yrjo.yllapito' },
    ]);
  });

  it('is of each step of a review who took it and which grants it touched, until what nobody kept is revoked', async () => {
    const { id, grantIds } = await somebody('examined', AGENT, { ...AGENT, queues: ['billing'] });
    await server.sql('update staff set manager_id = $1 where id = $2', [manager.id, id]);
    const of = (event: string, by: string, facts: object, over: object = {}) => ({
      ...{ event, by, object: 'access-review an id', concernsStaffId: 'examined', facts, ...over },
    });
    const ofGrant = (event: string, n: number, by: string, over: object = {}) => ({
      ...{ event, by, object: `grant grant ${n} of examined`, concernsStaffId: 'examined' },
      ...{ facts: { role: 'agent', reviewId: 'an id' }, ...over },
    });
    const both = ['grant 0 of examined', 'grant 1 of examined'];
    const begun = await said(() => changed(id, { unit: 'Osasto 6', title: 'Uusi' }));
    expect(begun.slice(2)).toEqual([
      ofGrant('grant.suspended done duties', 0, 'yrjo.yllapito'),
      ofGrant('grant.suspended done duties', 1, 'yrjo.yllapito'),
      of('access-review.suspended done', 'yrjo.yllapito', { kind: 'duties', grantIds: both }),
      {
        ...{
          event: 'duties.changed done',
          by: 'yrjo.yllapito',
          object: 'duty-change an id',
          concernsStaffId: 'examined',
        },
        facts: { unit: 'Osasto 6', title: 'Uusi' },
      },
    ]);

    const [review] = await server.sql<{ id: string; escalate_on: Day; revoke_on: Day }>(
      'select id, escalate_on, revoke_on from access_review where staff_id = $1',
      [id],
    );
    if (!review) throw new Error('there is no review');
    const reviewerIs = (reviewerId: string) => () =>
      yrjo.request('PUT', `/access-reviews/${review.id}/reviewer`, { reviewerId });
    expect(await said(reviewerIs(id))).toEqual([
      {
        ...{ event: 'access-review.reassigned refused reviewer-unfit', by: 'yrjo.yllapito' },
        ...{ object: 'access-review an id', facts: { reviewerId: 'examined' } },
      },
    ]);
    expect(await said(reviewerIs(server.ids.get('liisa.lupa') ?? ''))).toEqual([
      of('access-review.reassigned done', 'yrjo.yllapito', { reviewerId: 'liisa.lupa' }),
    ]);
    const kept = { decisions: [{ grantId: grantIds[0] ?? '', decision: 'keep', reason }] };
    const decidedBy = (username: string) => async () =>
      (await server.as(username)).post(`/access-reviews/${review.id}/decisions`, kept);
    expect(await said(decidedBy('kirsi.koulu'))).toEqual([
      {
        ...{ event: 'access-review.decided refused not-found', by: 'kirsi.koulu', object: 'access-review an id' },
        facts: { decisions: ['keep'], grantIds: ['grant 0 of examined'] },
      },
    ]);
    const decision = { grantId: 'grant 0 of examined', sealed };
    expect(await said(decidedBy('liisa.lupa'))).toEqual([
      of('access-review.decided done', 'liisa.lupa', { decision: 'keep', role: 'agent' }, decision),
    ]);

    const onDay = async (day: Day) => {
      await goTo(day);
      return said(() => server.app.get(ReviewDaysJob).execute());
    };
    expect(await onDay(review.escalate_on)).toEqual([of('access-review.escalated done', 'system', { kind: 'duties' })]);
    expect(await onDay(review.revoke_on)).toEqual([
      of('access-review.overdue done', 'system', { kind: 'duties', grantIds: ['grant 1 of examined'] }),
      ofGrant('grant.revoked done', 1, 'system', { facts: { role: 'agent' }, sealed }),
      of('access-review.closed done', 'system', { kind: 'duties', outcome: 'overdue' }),
      ofGrant('grant.resumed done', 0, 'system'),
    ]);
  });

  it('is of a template what it gives, each time it changes', async () => {
    const wanted = { name: 'Malli', ...AGENT, queues: ['billing'], units: 'all', validMonths: 3 };
    let id = '';
    const facts = { ...AGENT, ...scope };
    const event = { event: 'grant-template.changed done', by: 'yrjo.yllapito', object: 'grant-template an id' };
    expect(await said(async () => (id = idIn((await yrjo.post('/grant-templates', wanted)).body)))).toEqual([
      { ...event, facts: { ...facts, change: 'created', queues: ['billing'], validMonths: 3 } },
    ]);
    const wider = { ...wanted, queues: 'all', validMonths: 6 };
    expect(await said(() => yrjo.request('PUT', `/grant-templates/${id}`, wider))).toEqual([
      { ...event, facts: { ...facts, change: 'changed', validMonths: 6 } },
    ]);
    expect(await said(() => yrjo.request('DELETE', `/grant-templates/${id}`))).toEqual([
      { ...event, facts: { ...facts, change: 'removed', validMonths: 6 } },
    ]);
  });

  it('is of an undertaking which text it is, in which language somebody took it, and where their paper lies', async () => {
    const texts = { fi: 'Uusi.', sv: 'Ny.', en: 'New.' };
    const version = { version: '2027-1', texts, inForceOn: inDays(1), graceDays: 5 };
    const hash = (text: string) => createHash('sha256').update(text).digest('hex');
    const by = 'yrjo.yllapito';
    expect(await said(() => yrjo.post('/undertakings', version))).toEqual([
      {
        ...{ event: 'undertaking.published done', by, object: 'undertaking 2027-1' },
        facts: {
          ...{ inForceOn: version.inForceOn, graceDays: 5 },
          ...{ hashFi: hash(texts.fi), hashSv: hash(texts.sv), hashEn: hash(texts.en) },
        },
      },
    ]);
    const { id } = await addPerson(server, { bound: false });
    log.name(id, 'on paper');
    const paper = { staffId: id, language: 'fi', signedOn: today(), evidence: 'Mappi 3' };
    expect(await said(() => yrjo.post('/undertakings/2026-1/paper-signatures', paper))).toEqual([
      {
        ...{ event: 'undertaking.imported done', by, object: 'undertaking 2026-1', concernsStaffId: 'on paper' },
        facts: { language: 'fi', signedOn: today(), textHash: expect.stringMatching(/^[\da-f]{64}$/) },
        sealed: ['evidence'],
      },
    ]);
    const person = await addPerson(server, { bound: false });
    log.name(person.id, 'bound');
    const client = await server.as(person.username);
    expect(await said(() => client.post('/me/undertaking', { version: '2026-1', language: 'sv' }))).toEqual([
      {
        ...{ event: 'undertaking.acknowledged done', by: 'bound', object: 'undertaking 2026-1' },
        facts: { language: 'sv', textHash: expect.stringMatching(/^[\da-f]{64}$/) },
      },
    ]);
  });

  it('is of somebody who leaves and comes back who let them, and that nobody does it to themselves', async () => {
    const { id } = await somebody('away');
    const of = (event: string) => ({
      ...{ event: `staff.${event} done`, by: 'yrjo.yllapito', object: 'staff away', concernsStaffId: 'away', sealed },
    });
    expect(await said(() => yrjo.post(`/staff/${id}/deactivation`, { reason }))).toEqual([of('deactivated')]);
    expect(await said(() => yrjo.post(`/staff/${id}/deactivation`, { reason }))).toEqual([]);
    expect(await said(() => yrjo.post(`/staff/${id}/reactivation`, { reason }))).toEqual([of('reactivated')]);
    const oneself = { by: 'yrjo.yllapito', object: 'staff yrjo.yllapito' };
    expect(await said(() => yrjo.post(`/staff/${own()}/deactivation`, { reason }))).toEqual([
      { event: 'staff.deactivated refused not-oneself', ...oneself, sealed },
    ]);
    expect(await said(() => yrjo.post(`/staff/${own()}/reactivation`, { reason }))).toEqual([
      { event: 'staff.reactivated refused not-oneself', ...oneself },
    ]);
  });

  it('is of a way that is closed to somebody which way it was', async () => {
    const maija = await server.as('maija.malli');
    expect(await said(() => maija.get('/grant-templates'))).toEqual([
      { event: 'route.refused refused', by: 'maija.malli', facts: { subject: 'GrantTemplate', verb: 'list' } },
    ]);
  });
});
