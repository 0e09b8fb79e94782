import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { addDays, helsinkiDay, startOfDay, type Day } from '../../src/kernel/calendar.js';
import { strikeAt, type CrashPoint } from '../../src/kernel/crash-points.js';
import { AcceptDelivery } from '../../src/recordings/ingest/accept-delivery.js';
import { ContinueErasures, RunPurges } from '../../src/retention/index.js';
import { SettleFinalDays } from '../../src/retention/certificates/settle-final-days.job.js';
import { DeleteBlobs } from '../../src/retention/purge/delete-blobs.js';
import { checkCustody } from '../custody/check-custody.js';
import { wav } from '../support/audio.js';
import type { Answer, Client, Metadata } from '../support/client.js';
import { loggedEvents } from '../support/log.js';
import { callMetadata } from '../support/metadata.js';
import { expectProblem } from '../support/refused.js';
import { NOW, startTestServer, type TestServer } from '../support/server.js';

const PRIVATE = { ground: 'recorded-by-mistake', reason: 'Linja jäi auki.' };
const ROUNDS = [1, 2, 3, 4, 5, 6];
const POINTS: readonly CrashPoint[] = [
  'erasure.committed',
  'erasure.keys-destroyed',
  'erasure.certified',
  'erasure.blobs-deleted',
];

/** An erasure is done in steps (ADR 0013): wherever it breaks off, and whatever runs beside it, it is never half. */
describe('the steps of an erasure', () => {
  let server: TestServer;
  let maija: Client;
  let liisa: Client;
  let oili: Client;

  beforeAll(async () => {
    server = await startTestServer();
    await signIn();
  });

  afterEach(async () => {
    strikeAt();
    await checkCustody(server);
  });

  afterAll(async () => {
    await server.stop();
  });

  async function signIn(): Promise<void> {
    [maija, liisa, oili] = [
      await server.as('maija.malli'),
      await server.as('liisa.lupa'),
      await server.as('oili.oikeus'),
    ];
  }

  const deliverAs = (metadata: Metadata): Promise<Answer> => server.ingest().deliver(metadata, wav({ seconds: 0.1 }));

  async function deliver(more: Metadata = {}) {
    const metadata = callMetadata(server.clock.now(), more);
    const { body } = await deliverAs(metadata);
    return { id: String(body.id), contactId: String(body.contactId), dueOn: body.dueOn as Day, metadata };
  }

  async function asked(recordingId: string): Promise<string> {
    const { status, body } = await maija.post(`/recordings/${recordingId}/erasure`, PRIVATE);
    expect(status).toBe(201);
    return String(body.id);
  }

  const confirmed = (id: string, client = liisa): Promise<Answer> => client.post(`/erasures/${id}/confirmation`);
  const certificates = (unitId: string) =>
    server.sql<{ reason: string }>('select reason from deletion_certificate where unit_id = $1', [unitId]);

  const whereabouts = async (query: string) => (await liisa.get(`/retention/whereabouts?${query}`)).body;

  async function absentAt(unitId: string): Promise<Date | null | undefined> {
    const sql = 'select blob_absent_at as at from deletion_certificate where unit_id = $1';
    return (await server.sql<{ at: Date | null }>(sql, [unitId]))[0]?.at;
  }

  describe.each(POINTS)('when it breaks off at %s', point => {
    it('is out of everybody’s reach from then on, and goes on to its end on any instance', async () => {
      const filed = await deliver();
      const id = await asked(filed.id);
      strikeAt(reached => {
        if (reached === point) throw new Error('broken off');
      });
      expect((await confirmed(id)).status).toBe(200);
      expectProblem(await maija.get(`/recordings/${filed.id}`), 404, 'not-found');
      expectProblem(await deliverAs(filed.metadata), 410, 'erased');
      const isCertified = point === 'erasure.certified' || point === 'erasure.blobs-deleted';
      const outcome = isCertified ? 'purged' : 'being-destroyed';
      for (const unit of [filed.id, filed.contactId])
        expect((await whereabouts(`id=${unit}`)).unit).toMatchObject({ outcome });
      expect((await whereabouts(`on=${helsinkiDay(NOW)}`)).day).toMatchObject({ beingDestroyed: isCertified ? 0 : 1 });
      strikeAt();
      const other = await server.beside();
      try {
        await Promise.all([other.app.get(ContinueErasures).look(), server.app.get(ContinueErasures).look()]);
      } finally {
        await other.stop();
      }
      expect((await oili.get(`/erasures/${id}`)).body.state).toBe('completed');
      expect(await certificates(filed.id)).toEqual([{ reason: 'erasure' }]);
      const completed = await loggedEvents(server, 'erasure.completed');
      expect(completed.filter(({ object }) => object?.id === id)).toHaveLength(1);
    });
  });

  it('certify that the blob is gone also where the store has confirmed it before the certificate was written', async () => {
    const filed = await deliver();
    const id = await asked(filed.id);
    strikeAt(reached => {
      if (reached === 'erasure.committed') throw new Error('broken off');
    });
    expect((await confirmed(id)).status).toBe(200);
    strikeAt();
    await server.app.get(DeleteBlobs).execute();
    expect(await server.sql('select name from blob_deletion')).toEqual([]);
    expect(await certificates(filed.id)).toEqual([]);
    await server.app.get(ContinueErasures).execute();

    expect(await absentAt(filed.id)).toEqual(server.clock.now());
    expect(await absentAt(filed.contactId)).toEqual(server.clock.now());
  });

  it('are certified whole by the next hour’s look where a certificate has missed that its blob is gone', async () => {
    const [missed, waiting] = [await deliver(), await deliver()];
    for (const { id } of [missed, waiting]) await confirmed(await asked(id));
    const ids = [missed.id, waiting.id];
    await server.sql('update deletion_certificate set blob_absent_at = null where unit_id = any($1)', [ids]);
    await server.sql('insert into blob_deletion (name, unit_id, queued_at, attempts) values ($1, $1, $2, 0)', [
      ...[waiting.id, server.clock.now()],
    ]);
    await server.app.get(SettleFinalDays).execute();

    expect([await absentAt(missed.id), await absentAt(waiting.id)]).toEqual([server.clock.now(), null]);
    await server.app.get(DeleteBlobs).execute();
    expect(await absentAt(waiting.id)).toEqual(server.clock.now());
  });

  it('are begun once, however often it is confirmed at the same time', async () => {
    const { id: recordingId } = await deliver();
    const id = await asked(recordingId);
    const answers = await Promise.all([1, 2, 3, 4].flatMap(() => [confirmed(id), confirmed(id, oili)]));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, ...Array.from({ length: 7 }, () => 409)]);
    expect(await certificates(recordingId)).toHaveLength(1);
  });

  it.each(ROUNDS)('leave a recording that is held at the same moment held or gone, never half: round %i', async () => {
    const filed = await deliver();
    const id = await asked(filed.id);
    const risto = await server.as('risto.reklamaatio');
    const until = addDays(helsinkiDay(NOW), 30);
    const wanted = { kind: 'complaint', reference: 'R-1', necessity: 'Reklamaatio.', until };
    const [erased, held] = await Promise.all([confirmed(id), risto.post(`/recordings/${filed.id}/holds`, wanted)]);
    const found = await oili.get(`/recordings/${filed.id}`);
    if (erased.status === 200) {
      expect([held.status, found.status]).toEqual([404, 404]);
    } else {
      expectProblem(erased, 409, 'held');
      expect([held.status, found.status]).toEqual([201, 200]);
    }
  });

  it.each(ROUNDS)('leave another leg of the call that comes at the same moment whole: round %i', async round => {
    const linkedId = `legs-${round}`;
    const filed = await deliver({ linkedId });
    const id = await asked(filed.id);
    const legs = [1, 2, 3].map(() => deliver({ linkedId }));
    const [erased, ...delivered] = await Promise.all([confirmed(id), ...legs]);
    expect(erased.status).toBe(200);
    for (const leg of delivered) expect((await maija.get(`/recordings/${leg.id}`)).status).toBe(200);
  });

  it.each(ROUNDS)('refuse the same delivery when it comes again at the same moment: round %i', async () => {
    const filed = await deliver();
    const id = await asked(filed.id);
    const answers = await Promise.all([confirmed(id), deliverAs(filed.metadata), deliverAs(filed.metadata)]);
    for (const { status } of answers.slice(1)) expect([200, 410]).toContain(status);
    expectProblem(await deliverAs(filed.metadata), 410, 'erased');
    expect(await server.sql('select id from recording where external_id = $1', [filed.metadata.externalId])).toEqual(
      [],
    );
  });

  it('refuse a delivery that was accepted before the erasure and is filed after it', async () => {
    const metadata = callMetadata(server.clock.now());
    const accepting = server.app.get(AcceptDelivery);
    const accept = accepting.accept.bind(accepting);
    const slow = jest.spyOn(accepting, 'accept').mockImplementationOnce(async call => {
      const accepted = await accept(call);
      const { body } = await deliverAs(metadata);
      expect((await confirmed(await asked(String(body.id)))).status).toBe(200);
      return accepted;
    });
    expectProblem(await deliverAs(metadata), 410, 'erased');
    slow.mockRestore();
    expect(await server.sql('select id from recording where external_id = $1', [metadata.externalId])).toEqual([]);
  });

  it.each(ROUNDS)('and the purge of the same day take each unit once: round %i', async () => {
    const filed = await Promise.all([deliver(), deliver(), deliver()]);
    const ids: string[] = [];
    for (const one of filed) ids.push(await asked(one.id));
    server.clock.moveTo(startOfDay(addDays(filed[0].dueOn, 1)));
    await signIn();
    const [, ...answers] = await Promise.all([
      server.app.get(RunPurges).execute(),
      ...ids.map((id, n) => confirmed(id, n % 2 === 0 ? liisa : oili)),
    ]);
    await server.app.get(RunPurges).execute();
    await server.app.get(ContinueErasures).look();
    for (const [n, one] of filed.entries()) {
      const [certificate, ...more] = await certificates(one.id);
      expect(more).toEqual([]);
      expect(certificate?.reason).toBe(answers[n]?.status === 200 ? 'erasure' : 'due');
      if (answers[n]?.status !== 200) expect(['recording-gone', 'day-closed']).toContain(answers[n]?.body.code);
    }
    const unfinished = await server.sql('select day from purge_run where finished_at is null');
    expect(unfinished).toEqual([]);
  });
});
