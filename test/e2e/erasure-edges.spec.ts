import { randomUUID } from 'node:crypto';
import { createMongoAbility } from '@casl/ability';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { AppAbility, Permissions } from '../../src/access/index.js';
import { AuditTexts, AuditTrail, THE_SYSTEM, type AuditAction } from '../../src/audit/index.js';
import { strikeAt } from '../../src/kernel/crash-points.js';
import type { Requester } from '../../src/platform/http/index.js';
import { EraseOnRequest } from '../../src/retention/index.js';
import { CertifyErasure } from '../../src/retention/erasures/certify-erasure.js';
import { ReadErasures } from '../../src/retention/erasures/read-erasures.js';
import { checkCustody } from '../custody/check-custody.js';
import { wav } from '../support/audio.js';
import type { Answer, Client } from '../support/client.js';
import { eventsDuring, loggedEvents } from '../support/log.js';
import { callMetadata } from '../support/metadata.js';
import { startTestServer, type TestServer } from '../support/server.js';

const PRIVATE = { ground: 'private-call', reason: 'Yksityinen puhelu.' };
const NO_RULES = { ability: createMongoAbility<AppAbility>([]) } as unknown as Permissions; // nothing else of it is asked

describe('an erasure', () => {
  let server: TestServer;
  let [maija, liisa] = [] as Client[];

  beforeAll(async () => {
    server = await startTestServer();
    [maija, liisa] = [await server.as('maija.malli'), await server.as('liisa.lupa')];
  });

  afterAll(async () => {
    strikeAt();
    await checkCustody(server);
    await server.stop();
  });

  async function deliver(): Promise<{ id: string; dueOn: string }> {
    const { body } = await server.ingest().deliver(callMetadata(server.clock.now()), wav({ seconds: 0.1 }));
    return { id: String(body.id), dueOn: String(body.dueOn) };
  }

  const ask = async (recordingId: string) =>
    (await maija?.post(`/recordings/${recordingId}/erasure`, PRIVATE))?.body.id;
  const found = (id: string) => server.sql('select id from recording where id = $1', [id]);

  /** What a server answers that cannot write into its log. */
  async function broken(act: () => Promise<Answer> | undefined): Promise<number | undefined> {
    const trail = jest.spyOn(server.app.get(AuditTrail), 'record').mockRejectedValueOnce(new Error('broken'));
    try {
      return (await act())?.status;
    } finally {
      trail.mockRestore();
    }
  }

  it('has changed nothing where the server fails, and is not called refused', async () => {
    const { id } = await deliver();
    expect(await broken(() => maija?.post(`/recordings/${id}/erasure`, PRIVATE))).toBe(500);
    expect(await server.sql('select from erasure')).toEqual([]);
    const erasure = String(await ask(id));
    expect(await broken(() => liisa?.post(`/erasures/${erasure}/confirmation`))).toBe(500);
    expect(await broken(() => maija?.post(`/erasures/${erasure}/withdrawal`))).toBe(500);

    expect(await server.sql('select state from erasure')).toEqual([{ state: 'requested' }]);
    expect(await found(id)).toHaveLength(1);
    const actions: AuditAction[] = ['erasure.requested', 'erasure.intended', 'erasure.withdrawn'];
    expect((await loggedEvents(server, ...actions)).map(({ outcome }) => outcome)).toEqual(['done']);
  });

  it('is certified once, whoever else comes to its end', async () => {
    const { id } = await deliver();
    const erasure = String(await ask(id));
    expect((await liisa?.post(`/erasures/${erasure}/confirmation`))?.body.state).toBe('completed');
    const events = await eventsDuring(server, () =>
      server.app.get(CertifyErasure).execute(erasure, server.clock.now()),
    );
    expect(events).toEqual([]);
    expect(await server.sql('select from deletion_certificate where unit_id = $1', [id])).toHaveLength(1);
  });

  it('is shown also when its words are gone and nobody knows any more who asked', async () => {
    const { id } = await deliver();
    const erasure = String(await ask(id));
    expect((await liisa?.get(`/erasures/${erasure}`))?.body).toMatchObject({ reason: PRIVATE.reason });
    await server.sql('update erasure set requested_by = $2 where id = $1', [erasure, randomUUID()]);
    const ended = jest.spyOn(server.app.get(AuditTexts), 'of').mockResolvedValueOnce([]); // what it gives once their month is over
    expect((await liisa?.get(`/erasures/${erasure}`))?.body).toMatchObject({ requesterName: null, reason: null });
    ended.mockRestore();
  });

  it('is shown to nobody whom no rule lets see any, and not where there is none', async () => {
    const read = server.app.get(ReadErasures);
    const requester = {} as Requester; // nobody is asked who it is
    expect(await read.page({ limit: 10 }, requester, NO_RULES)).toEqual({ items: [], nextCursor: null });
    await expect(read.shown(randomUUID(), NO_RULES)).rejects.toMatchObject({ code: 'not-found' });
  });

  describe('for the right to erasure', () => {
    const wanted = (recordingId: string) => ({
      ...{ recordingId, reference: 'R-1', ownHolds: [], check: () => Promise.resolve() },
      decidedBy: server.ids.get('oili.oikeus') ?? '',
      confirmedBy: server.ids.get('satu.sijainen') ?? '',
    });
    const erase = (recordingId: string) => server.app.get(EraseOnRequest).execute(wanted(recordingId), THE_SYSTEM);

    it('names no final day before it is finished, then the one that it has or will have', async () => {
      const { id } = await deliver();
      strikeAt(point => {
        if (point === 'erasure.committed') throw new Error('broken off');
      });
      expect(await erase(id)).toMatchObject({ outcome: 'erased', finalOn: null });
      strikeAt();
      const { finalOn } = await erase(id);
      expect(finalOn).toMatch(/^\d{4}-\d\d-\d\d$/);
      const final = 'update deletion_certificate set final_on = $2 where unit_id = $1';
      await server.sql(final, [id, '2027-03-03']);
      expect(await erase(id)).toMatchObject({ finalOn: '2027-03-03' });
      await server.sql(final, [id, null]);
      expect(await erase(id)).toMatchObject({ finalOn });
    });

    it('leaves to the purge what it has begun with, and throws what else goes wrong', async () => {
      const { id, dueOn } = await deliver();
      await server.sql(`update due_day set state = 'closing' where day = $1`, [dueOn]);
      expect(await erase(id)).toEqual({ recordingId: id, outcome: 'gone', erasureId: null, finalOn: null });
      await server.sql(`update due_day set state = 'open' where day = $1`, [dueOn]);
      const check = () => Promise.reject(new TypeError('not any more'));
      const undone = server.app.get(EraseOnRequest).execute({ ...wanted(id), check }, THE_SYSTEM);
      await expect(undone).rejects.toThrow('not any more');
      expect(await found(id)).toHaveLength(1);
    });
  });
});
