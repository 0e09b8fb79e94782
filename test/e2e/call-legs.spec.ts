import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { checkCustody } from '../custody/check-custody.js';
import { wav } from '../support/audio.js';
import type { Client, Metadata } from '../support/client.js';
import { callMetadata } from '../support/metadata.js';
import { NOW, startTestServer, type TestServer } from '../support/server.js';

interface Leg {
  readonly id: string;
  readonly place: string;
}

/** Transfers and consultations are legs of one call, and each of them is shown as it was (issue E, part 4). */
describe('a call with several recordings', () => {
  let server: TestServer;
  let liisa: Client;

  beforeAll(async () => {
    server = await startTestServer();
    liisa = await server.as('liisa.lupa');
  });

  afterEach(async () => {
    await checkCustody(server);
  });

  afterAll(async () => {
    await server.stop();
  });

  /** A leg from and until minutes before now. */
  async function leg(linkedId: string, [from, until]: [number, number], more: Metadata = {}): Promise<string> {
    const at = (minutes: number) => new Date(NOW.getTime() - minutes * 60_000).toISOString();
    const metadata = callMetadata(NOW, { linkedId, startedAt: at(from), endedAt: at(until), ...more });
    const { status, body } = await server.ingest().deliver(metadata, wav({ seconds: 0.1 }));
    expect(status).toBe(201);
    return String(body.id);
  }

  async function open(id: string, client = liisa) {
    const { status, body } = await client.get(`/recordings/${id}`);
    expect(status).toBe(200);
    return body as typeof body & { readonly legs: readonly Leg[] };
  }

  function places({ legs }: { readonly legs: readonly Leg[] }) {
    return legs.map(({ id, place }) => [id, place]);
  }

  it('tells of the others in order of time, with who took them, where, when and how they lie to the one that is shown', async () => {
    const transferred = await leg('t-1', [30, 20], { queue: 'on-call', agent: { username: 'eero.esimerkki' } });
    const consultation = await leg('t-1', [50, 40], { direction: 'internal', agent: { extension: '9999' } });
    const answered = await leg('t-1', [60, 30]);
    const shown = await open(answered);
    expect(places(shown)).toEqual([
      [consultation, 'during'],
      [transferred, 'after'],
    ]);
    expect(shown.legs).toMatchObject([
      { direction: 'internal', queue: 'user-support', agent: { id: null, name: '9999', mapped: false } },
      {
        ...{ direction: 'inbound', queue: 'on-call', unit: 'Ward systems', agent: { name: 'Eero Esimerkki' } },
        ...{ startedAt: '2026-11-24T06:30:00.000Z', endedAt: '2026-11-24T06:40:00.000Z', durationMs: 100 },
      },
    ]);
    expect(places(await open(transferred))).toEqual([
      [answered, 'before'],
      [consultation, 'before'],
    ]);
    expect(places(await open(consultation))).toEqual([
      [answered, 'during'],
      [transferred, 'after'],
    ]);
  });

  it('shows nobody a leg that they may not see', async () => {
    const own = await leg('t-2', [60, 30]);
    await leg('t-2', [30, 20], { agent: { username: 'eero.esimerkki' } });
    expect((await open(own, await server.as('maija.malli'))).legs).toEqual([]);
    expect((await open(own)).legs).toHaveLength(1);
  });

  it('shows two mono files of one call as two recordings of one contact, each with the role of its channel', async () => {
    const agent = await leg('m-1', [10, 5], { channels: ['agent'] });
    const caller = await leg('m-1', [10, 5], { channels: ['caller'] });
    const [one, other] = [await open(agent), await open(caller)];
    expect(one.contactId).toBe(other.contactId);
    expect([one.channelRoles, other.channelRoles]).toEqual([['agent'], ['caller']]);
    expect(one.legs).toMatchObject([{ id: caller, place: 'together', channelRoles: ['caller'] }]);
    expect(other.legs).toMatchObject([{ id: agent, place: 'together', channelRoles: ['agent'] }]);
  });

  it('tells of pauses, masked stretches and waiting, and of nothing where the source has told nothing', async () => {
    const stretches = [
      { kind: 'on-hold', fromMs: 0, toMs: 20 },
      { kind: 'paused', fromMs: 40, toMs: 40 },
      { kind: 'masked', fromMs: 60, toMs: 80 },
    ];
    expect((await open(await leg('s-1', [10, 5], { stretches, channels: ['agent', 'caller'] }))).stretches).toEqual(
      stretches,
    );
    expect(await open(await leg('s-2', [10, 5]))).toMatchObject({ stretches: [], channelRoles: [], legs: [] });
  });
});
