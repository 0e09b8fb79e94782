import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { DeliveryClient } from '../../src/cli/import/delivery-client.js';
import { runImport, type ImportOptions } from '../../src/cli/import/import.js';
import { checkCustody } from '../custody/check-custody.js';
import { wav } from '../support/audio.js';
import type { Metadata } from '../support/client.js';
import { callMetadata } from '../support/metadata.js';
import { startTestServer, type TestServer } from '../support/server.js';

const SCREEN = { write: () => true };

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
    const bytes = wav({ seconds: 3, seed: 3 });
    server.delivered.note(bytes);
    const metadata = call();
    await writeFile(join(folder, 'large.wav'), bytes);
    const client = new DeliveryClient(server.url, server.ingestToken, 1000);
    const found = { kind: 'call', number: 1, externalId: String(metadata.externalId), metadata } as const;
    const sent = { ...found, sizeBytes: bytes.length, audio: join(folder, 'large.wav') };
    expect(await client.deliver(sent)).toMatchObject({ outcome: 'filed' });
    expect(await client.deliver(sent)).toMatchObject({ outcome: 'known' });
    const channels = await server.sql('select channel from arrival where external_id = $1', [metadata.externalId]);
    expect(channels).toEqual([{ channel: 'resumable' }]);
  });

  it('stops where the token opens nothing, and says which option is wrong', async () => {
    await put('a', call(), audio());
    await writeFile(join(folder, '.token'), 'nonsense');
    await expect(counts()).rejects.toMatchObject({ code: 'import-not-permitted' });
    await expect(counts({ source: 'Pbx 1' })).rejects.toMatchObject({ code: 'import-wrong-option' });
    await expect(counts({ form: join(folder, '.token') })).rejects.toMatchObject({ code: 'import-wrong-option' });
  });
});
