import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { Replays } from '../../src/audit/index.js';
import { Database } from '../../src/platform/database/index.js';
import { checkCustody } from '../custody/check-custody.js';
import type { Answer, Client } from '../support/client.js';
import { eventsDuring } from '../support/log.js';
import { startOpenIdStage, type OpenIdStage } from '../support/openid.js';
import { addPerson } from '../support/people.js';

const DAY_MS = 86_400_000;

describe('linking an identity of the provider to a person', () => {
  let stage: OpenIdStage;
  let first: Client;
  let second: Client;
  let serial = 0;

  beforeAll(async () => {
    stage = await startOpenIdStage();
  });

  beforeEach(async () => {
    stage.server.clock.moveTo(new Date());
    first = await stage.as('yrjo.yllapito');
    second = await stage.as(stage.secondUsername);
  });

  afterAll(async () => {
    await checkCustody(stage.server);
    await stage.stop();
  });

  it('takes two administrators, and says in the log who they were', async () => {
    const { id } = await addPerson(stage.server);
    const events = await eventsDuring(stage.server, async () => {
      const proposed = await propose(first, id);
      expect(proposed).toMatchObject({ status: 201, body: { staffId: id, confirmedBy: null, confirmedAt: null } });
      const confirmed = await confirm(second, proposed);
      expect(confirmed).toMatchObject({ status: 200, body: { id: proposed.body.id, proposedByName: 'Yrjö Ylläpito' } });
    });
    expect(events.map(({ action, outcome, concernsStaffId }) => [action, outcome, concernsStaffId])).toEqual([
      ['external-identity.proposed', 'done', id],
      ['external-identity.confirmed', 'done', id],
    ]);
    expect(events.map(({ actor }) => actor.id)).toEqual([idOf('yrjo.yllapito'), await secondId()]);
    const { body } = await first.get(`/staff/${id}/external-identities`);
    expect(body.items).toEqual([expect.objectContaining({ staffId: id, issuer: stage.provider.issuer })]);
  });

  it('is not confirmed by who proposed it, nor by whom it is about, nor twice', async () => {
    const third = await addPerson(stage.server, { grants: [{ role: 'administrator' }] });
    const proposed = await propose(first, third.id);
    const events = await eventsDuring(stage.server, async () => {
      for (const asker of [first, await stage.as(third.username)]) {
        expect(await confirm(asker, proposed)).toMatchObject({ status: 403, body: { code: 'not-second-person' } });
      }
    });
    const refused = events.filter(({ action }) => action === 'external-identity.confirmed');
    expect(refused.map(({ outcome, reason }) => [outcome, reason])).toEqual([
      ['refused', 'not-second-person'],
      ['refused', 'not-second-person'],
    ]);
    expect((await confirm(second, proposed)).status).toBe(200);
    expect(await confirm(second, proposed)).toMatchObject({ status: 409, body: { code: 'already-confirmed' } });
  });

  it('is proposed and ended by nobody for themselves', async () => {
    const own = await propose(first, idOf('yrjo.yllapito'));
    expect(own).toMatchObject({ status: 403, body: { code: 'not-oneself' } });
    const proposed = await propose(first, await secondId());
    expect(await second.delete(`/external-identities/${String(proposed.body.id)}`)).toMatchObject({
      status: 403,
      body: { code: 'not-oneself' },
    });
    expect((await first.delete(`/external-identities/${String(proposed.body.id)}`)).status).toBe(204);
    expect((await first.delete(`/external-identities/${String(proposed.body.id)}`)).status).toBe(404);
  });

  it('ties who proposed it for 30 days, as if they had enrolled the person', async () => {
    const { id } = await addPerson(stage.server);
    const linked = await propose(first, id);
    await confirm(second, linked);
    await second.delete(`/external-identities/${String(linked.body.id)}`);
    const again = await propose(second, id);
    expect(await confirm(first, again)).toMatchObject({ status: 403, body: { code: 'not-second-person' } });
    stage.server.clock.advance(30 * DAY_MS);
    first = await stage.as('yrjo.yllapito');
    expect((await confirm(first, again)).status).toBe(403);
    stage.server.clock.advance(DAY_MS);
    first = await stage.as('yrjo.yllapito');
    expect((await confirm(first, again)).status).toBe(200);
  });

  it('gives an identity to one person and a person one identity', async () => {
    const [one, other] = [await addPerson(stage.server), await addPerson(stage.server)];
    const subject = newSubject();
    expect((await propose(first, one.id, subject)).status).toBe(201);
    const taken = { status: 409, body: { code: 'identity-taken' } };
    expect(await propose(first, other.id, subject)).toMatchObject(taken);
    expect(await propose(first, one.id)).toMatchObject(taken);
  });

  it('takes identities of the provider that is set alone, of people who are here', async () => {
    const { id } = await addPerson(stage.server);
    const body = { issuer: 'https://evil.example', subject: 'maija' };
    const foreign = await first.post(`/staff/${id}/external-identities`, body);
    expect(foreign).toMatchObject({ status: 422, body: { code: 'unknown-issuer' } });
    const unseen = { seenId: '00000000-0000-7000-8000-000000000000' };
    expect((await first.post(`/staff/${id}/external-identities`, unseen)).status).toBe(404);
    expect((await propose(first, '00000000-0000-7000-8000-000000000000')).status).toBe(404);
    await first.post(`/staff/${id}/deactivation`, { reason: 'Testi' });
    expect(await propose(first, id)).toMatchObject({ status: 409, body: { code: 'not-active' } });
  });

  it('is not confirmed any more when the person has left', async () => {
    const { id } = await addPerson(stage.server);
    const proposed = await propose(first, id);
    await first.post(`/staff/${id}/deactivation`, { reason: 'Testi' });
    expect((await confirm(second, proposed)).status).toBe(404);
  });

  it('stays removed when a backup of before is restored', async () => {
    const { id } = await addPerson(stage.server);
    const link = await stage.link(id, newSubject());
    const replay = stage.server.app.get(Replays).of('external-identity.removed');
    const actor = { kind: 'staff', id: idOf('yrjo.yllapito'), sessionId: null, address: null } as const;
    const removed = {
      action: 'external-identity.removed',
      outcome: 'done',
      object: { kind: 'external-identity', id: link },
    };
    await stage.server.app.get(Database).transaction(async em => {
      await replay?.(em, { ...removed, id: link, at: stage.server.clock.now(), actor });
    });
    expect((await first.get(`/staff/${id}/external-identities`)).body.items).toEqual([]);
    for (const given of ['external-identity.proposed', 'external-identity.confirmed']) {
      expect(stage.server.app.get(Replays).of(given)).toBeUndefined();
    }
  });

  it('is proposed once of two at once, and confirmed once', async () => {
    const [one, other] = [await addPerson(stage.server), await addPerson(stage.server)];
    const subject = newSubject();
    const proposed = await Promise.all([propose(first, one.id, subject), propose(second, other.id, subject)]);
    expect(proposed.map(({ status }) => status).sort()).toEqual([201, 409]);
    const third = await addPerson(stage.server, { grants: [{ role: 'administrator' }] });
    const linked = await propose(first, (await addPerson(stage.server)).id);
    const confirmed = await Promise.all([confirm(second, linked), confirm(await stage.as(third.username), linked)]);
    expect(confirmed.map(({ status }) => status).sort()).toEqual([200, 409]);
  });

  describe('in the database', () => {
    const application = (): pg.Client => new pg.Client({ connectionString: stage.server.database.applicationUrl });

    it.each([
      ['a second person who is the first', 'confirmed_by = proposed_by, confirmed_at = now()'],
      ['a second person who is the one it lets in', 'confirmed_by = staff_id, confirmed_at = now()'],
      ['a confirmation by nobody', 'confirmed_at = now()'],
    ])('is refused for %s, whatever the application does', async (_, change) => {
      const proposed = await propose(first, (await addPerson(stage.server)).id);
      const changed = asApplication(`update external_identity set ${change} where id = '${String(proposed.body.id)}'`);
      await expect(changed).rejects.toThrow('an external identity needs two people');
    });

    it.each([
      ["update external_identity set subject = 'another'"],
      ['update external_identity set staff_id = proposed_by'],
      ['delete from external_identity'],
    ])('is not rewritten by the application: %s', async statement => {
      await expect(asApplication(statement)).rejects.toThrow('permission denied');
    });

    async function asApplication(statement: string): Promise<void> {
      const client = application();
      await client.connect();
      try {
        await client.query(statement);
      } finally {
        await client.end();
      }
    }
  });

  function idOf(username: string): string {
    return stage.server.ids.get(username) ?? '';
  }

  async function secondId(): Promise<string> {
    return String((await second.get('/me')).body.id);
  }

  function newSubject(): string {
    serial += 1;
    return `subject-${serial}`;
  }

  function propose(asker: Client, staffId: string, subject = newSubject()): Promise<Answer> {
    return asker.post(`/staff/${staffId}/external-identities`, { issuer: stage.provider.issuer, subject });
  }

  function confirm(asker: Client, proposed: Answer): Promise<Answer> {
    return asker.post(`/external-identities/${String(proposed.body.id)}/confirmation`);
  }
});
