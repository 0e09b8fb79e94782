import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { DeliveryClient } from '../../src/cli/import/delivery-client.js';
import { findCalls } from '../../src/cli/import/find-calls.js';
import { runImport, type ImportOptions } from '../../src/cli/import/import.js';
import { ImportReport } from '../../src/cli/import/report.js';
import { SIDECAR, type SourceForm } from '../../src/recordings/index.js';
import { checkCustody } from '../custody/check-custody.js';
import { wav } from '../support/audio.js';
import type { Metadata } from '../support/client.js';
import { callMetadata } from '../support/metadata.js';
import { startTestServer, type TestServer } from '../support/server.js';

const SCREEN = { write: () => true };
const PACE = { largeBytes: 1000, pieceBytes: 20_000, firstPauseMs: 1 };

describe('the import of an old stock', () => {
  let server: TestServer;
  let folder = '';
  let options: ImportOptions;
  let seed = 900;

  beforeAll(async () => {
    server = await startTestServer();
  });
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'tallenne-import-'));
    const tokenFile = join(folder, '.token');
    await writeFile(tokenFile, `${server.ingestToken}\n`);
    options = { source: 'pbx-1', url: server.url, tokenFile, report: join(folder, '.report.csv') };
  });
  afterEach(async () => {
    await rm(folder, { recursive: true });
    await checkCustody(server);
  });
  afterAll(() => server.stop());

  async function put(name: string, metadata: Metadata | null, audio: Buffer | null): Promise<void> {
    if (metadata) await writeFile(join(folder, `${name}.json`), JSON.stringify(metadata));
    if (audio) await writeFile(join(folder, `${name}.wav`), audio);
    if (audio) server.delivered.note(audio);
  }
  const call = (overrides: Metadata = {}) => callMetadata(server.clock.now(), overrides);
  const audio = () => wav({ seconds: 0.3, seed: seed++ });
  const counts = async (more: Partial<ImportOptions> = {}) =>
    Object.fromEntries((await runImport(folder, { ...options, ...more }, SCREEN)).counts);

  /** A file that goes in four pieces. */
  async function large(metadata: Metadata) {
    const bytes = wav({ seconds: 4, seed: seed++ });
    server.delivered.note(bytes);
    const path = join(folder, `large-${seed}.wav`);
    await writeFile(path, bytes);
    const externalId = String(metadata.externalId);
    return { kind: 'call', number: 1, externalId, metadata, sizeBytes: bytes.length, audio: path } as const;
  }
  async function all(form: SourceForm) {
    const found = [];
    for await (const one of findCalls(folder, 'pbx-1', form)) found.push(one);
    return found;
  }

  async function mixedStock(): Promise<void> {
    await put('a', call(), audio());
    await put('b', call({ notice: { played: false } }), audio());
    await put('c', call({ startedAt: '2026-01-01T08:00:00Z', endedAt: '2026-01-01T08:10:00Z' }), audio());
    await put('d', call(), null);
    await put('e', { source: 'pbx-1' }, audio());
    await put('0401234567', null, audio());
  }

  it('counts what it would send, and sends nothing, in a dry run', async () => {
    await mixedStock();
    const before = await server.sql('select from recording');
    const { url: _, tokenFile: __, ...offline } = options;
    const report = await runImport(folder, { ...offline, dryRun: true }, SCREEN);
    expect(Object.fromEntries(report.counts)).toEqual({
      ...{ 'would-be-sent': 3, 'no-audio': 1, 'not-usable': 1, 'not-announced': 1 },
    });
    expect(await server.sql('select from recording')).toHaveLength(before.length);
  });

  it('reads the folder that it is given through a link, and refuses names that it could only leave out', async () => {
    await put('a', call(), audio());
    const link = `${folder}-linked`;
    await symlink(folder, link);
    const { report: _, ...dry } = { ...options, dryRun: true };
    expect(Object.fromEntries((await runImport(link, dry, SCREEN)).counts)).toEqual({ 'would-be-sent': 1 });
    await rm(link);
    await writeFile(Buffer.concat([Buffer.from(`${folder}/k`), Buffer.from([0xe4]), Buffer.from('.wav')]), 'x');
    await expect(runImport(folder, dry, SCREEN)).rejects.toMatchObject({ code: 'import-odd-name' });
  });

  it('delivers what it can, and says of every call what became of it, without names', async () => {
    await mixedStock();
    const first = { filed: 1, quarantined: 1, refused: 1, 'no-audio': 1, 'not-usable': 1, 'not-announced': 1 };
    expect(await counts()).toEqual(first);
    const report = await readFile(join(folder, '.report.csv'), 'utf8');
    expect(report.split('\n')).toHaveLength(8);
    expect(report).toContain(',refused,past-due,');
    expect(report).not.toContain('0401234567');
    expect(report).not.toContain('Testi');
  });

  it('delivers nothing twice: what the server knows is known, and what the report has settled is passed over', async () => {
    await mixedStock();
    await counts();
    expect(await counts()).toMatchObject({ known: 1, quarantined: 1, refused: 1 });
    expect(await counts({ resume: true })).toEqual({ 'no-audio': 1, 'not-usable': 1, 'not-announced': 1 });
  });

  it('may run twice at once', async () => {
    for (let at = 0; at < 12; at += 1) await put(`m${at}`, call(), audio());
    const reports = [join(folder, '.one.csv'), join(folder, '.two.csv')];
    const [one, two] = await Promise.all(reports.map(report => counts({ report })));
    expect((one?.filed ?? 0) + (two?.filed ?? 0)).toBe(12);
    expect((one?.known ?? 0) + (two?.known ?? 0)).toBe(12);
  });

  it('sends large files in pieces', async () => {
    const sent = await large(call());
    const client = new DeliveryClient(server.url, server.ingestToken, PACE);
    expect(await client.deliver(sent)).toMatchObject({ outcome: 'filed' });
    expect(await client.deliver(sent)).toMatchObject({ outcome: 'known' });
    const channels = await server.sql('select channel from arrival where external_id = $1', [sent.externalId]);
    expect(channels).toEqual([{ channel: 'resumable' }]);
  });

  it('goes on with an upload where the server stands, when an answer was lost', async () => {
    const sent = await large(call());
    const client = new DeliveryClient(server.url, server.ingestToken, PACE);
    const asked: string[] = [];
    const outcome = await withFetch(
      async (answer, method) => {
        asked.push(method);
        if (asked.length === 3 || asked.length === 5) throw new TypeError('the line breaks');
        return Promise.resolve(answer);
      },
      () => client.deliver(sent),
    );
    expect(outcome).toMatchObject({ outcome: 'filed' });
    expect(asked).toEqual(['POST', 'PATCH', 'PATCH', 'HEAD', 'PATCH', 'HEAD', 'PATCH']);
  });

  it('takes the end of an upload for its end also where that is a refusal, and other audio for no reason to go on', async () => {
    const client = new DeliveryClient(server.url, server.ingestToken, PACE);
    const [known, over] = [call(), call({ startedAt: '2026-01-01T08:00:00Z', endedAt: '2026-01-01T08:10:00Z' })];
    await client.deliver(await large(known));
    expect(await client.deliver(await large(known))).toMatchObject({ outcome: 'refused', code: 'different-audio' });
    expect(await client.deliver(await large(over))).toMatchObject({ outcome: 'refused', code: 'past-due' });
    let isLost = false;
    const sent = await large(known);
    const outcome = await withFetch(
      async (answer, method) => {
        if (isLost || method !== 'PATCH' || answer.status !== 409) return Promise.resolve(answer);
        isLost = true;
        throw new TypeError('the line breaks');
      },
      () => client.deliver(sent),
    );
    expect(isLost).toBe(true);
    expect(outcome).toMatchObject({ outcome: 'refused', code: 'different-audio' });
  });

  it.each([
    ['at once', false],
    ['in pieces', true],
  ])('waits as long as it is told after a request too many, %s', async (_, inPieces) => {
    const client = new DeliveryClient(server.url, server.ingestToken, inPieces ? PACE : { ...PACE, largeBytes: 1e6 });
    const sent = await large(call());
    const asked: number[] = [];
    const outcome = await withFetch(
      async answer => {
        asked.push(performance.now());
        if (asked.length > 1) return Promise.resolve(answer);
        return Promise.resolve(new Response(null, { status: 429, headers: { 'retry-after': '2' } }));
      },
      () => client.deliver(sent),
      () => asked.length > 0,
    );
    expect(outcome).toMatchObject({ outcome: 'filed' });
    expect((asked[1] ?? 0) - (asked[0] ?? 0)).toBeGreaterThanOrEqual(1990); // a timer may fire a little early
  });

  it('gives up where nothing comes of it', async () => {
    const sent = await large(call());
    const client = new DeliveryClient(server.url, server.ingestToken, PACE);
    let patches = 0;
    const outcome = await withFetch(
      async (answer, method) => {
        if (method !== 'PATCH') return Promise.resolve(answer);
        patches += 1;
        return Promise.resolve(new Response(null, { status: 204, headers: { 'upload-offset': '0' } }));
      },
      () => client.deliver(sent),
      method => method !== 'PATCH',
    );
    expect(outcome).toMatchObject({ outcome: 'failed' });
    expect(patches).toBeLessThan(10);
  });

  it('matches audio to its call by its place first, and by a name only where one file bears it', async () => {
    for (const day of ['24', '25', '26']) await mkdir(join(folder, day));
    await put('24/0001', call({ externalId: 'p-24' }), audio());
    await put('25/0001', call({ externalId: 'p-25' }), audio());
    const found = await all(SIDECAR);
    expect(found).toMatchObject([
      { externalId: 'p-24', audio: join(folder, '24/0001.wav') },
      { externalId: 'p-25', audio: join(folder, '25/0001.wav') },
    ]);
    await writeFile(join(folder, '24/calls.csv'), CALLS_CSV);
    await put('26/0002', null, audio());
    expect(await all(TABLE)).toMatchObject([
      { externalId: 'c-1', audio: join(folder, '24/0001.wav') },
      { externalId: 'c-2', audio: join(folder, '26/0002.wav') },
      { externalId: 'c-3', kind: 'no-audio' },
      ...[{ kind: 'not-announced' }, { kind: 'not-announced' }, { kind: 'not-announced' }],
    ]);
  });

  it('reads its own report again, whatever the ids are', async () => {
    const path = join(folder, '.ids.csv');
    const ids = ['a,b', 'say "no"', '=1+1', "'=1", '-7', 'plain', 'two words;'];
    const report = await ImportReport.open(path, false);
    const line = { number: 1, sizeBytes: 1, outcome: 'filed', code: '', id: '', dueOn: '' } as const;
    for (const externalId of ids) await report.add({ ...line, externalId });
    await report.add({ ...line, externalId: 'failed', outcome: 'failed' });
    const text = await readFile(path, 'utf8');
    expect(text).not.toMatch(/,[=+@-]/);
    await writeFile(path, `${text}9,"torn`);
    const again = await ImportReport.open(path, true);
    const settled = (externalId: string) =>
      again.isSettled({ kind: 'no-audio', number: 1, externalId, sizeBytes: 0, faults: [] });
    expect(ids.filter(id => !settled(id))).toEqual([]);
    expect(settled('failed')).toBe(false);
    await again.add({ ...line, externalId: 'after' });
    expect(await readFile(path, 'utf8')).toMatch(/\n1,after,1,filed,,,\n$/);
  });

  it('stops where the token opens nothing, and says which option is wrong', async () => {
    await put('a', call(), audio());
    await writeFile(join(folder, '.token'), 'nonsense');
    await expect(counts()).rejects.toMatchObject({ code: 'import-not-permitted' });
    await expect(runImport(folder, { source: 'pbx-1', resume: true }, SCREEN)).rejects.toMatchObject({
      ...{ code: 'import-wrong-option', message: expect.stringContaining('--report') },
    });
    await expect(counts({ source: 'Pbx 1' })).rejects.toMatchObject({ code: 'import-wrong-option' });
    await expect(counts({ form: join(folder, '.token') })).rejects.toMatchObject({ code: 'import-wrong-option' });
  });
});

/** Lets `change` see, and change, what a request was answered with; `isSent` says which are made at all. */
async function withFetch<T>(
  change: (answer: Response, method: string) => Promise<Response>,
  work: () => Promise<T>,
  isSent: (method: string) => boolean = () => true,
): Promise<T> {
  const real = globalThis.fetch;
  globalThis.fetch = async (input, init) => {
    const method = init?.method ?? 'GET';
    return change(isSent(method) ? await real(input, init) : new Response(null, { status: 204 }), method);
  };
  try {
    return await work();
  } finally {
    globalThis.fetch = real;
  }
}

const TABLE: SourceForm = {
  format: 'csv',
  preset: 'plain',
  times: { kind: 'local', pattern: 'YYYY-MM-DD HH:mm:ss', zone: 'Europe/Helsinki' },
  mapping: {
    externalId: { from: ['Id'], unlisted: 'keep' },
    direction: { from: [], constant: 'inbound', unlisted: 'keep' },
    startedAt: { from: ['From'], unlisted: 'keep' },
    endedAt: { from: ['To'], unlisted: 'keep' },
    queue: { from: ['Queue'], unlisted: 'keep' },
    agent: { from: ['Agent'], unlisted: 'keep' },
    noticePlayed: { from: [], constant: 'true', unlisted: 'keep' },
    noticeVersion: { from: [], constant: '2026-1', unlisted: 'keep' },
    noticeLanguage: { from: [], constant: 'fi', unlisted: 'keep' },
  },
  audio: { kind: 'named', names: ['{File}'] },
};
const row = (id: string, file: string) => `${id},2026-11-24 08:00:00,2026-11-24 08:05:00,user-support,200,${file}\n`;
/** The audio of the first lies beside it and elsewhere, that of the second elsewhere alone; the third names the document itself. */
const CALLS_CSV = `Id,From,To,Queue,Agent,File\n${row('c-1', '0001.wav')}${row('c-2', '0002.wav')}${row('c-3', 'calls.csv')}`;
