import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { CopyJob } from '../../src/audit/copy/copy.job.js';
import { IntegrateEvents } from '../../src/audit/integration/integrate-events.js';
import { checkCustody } from '../custody/check-custody.js';
import { ALL_CANARIES, FILE, OF_THE_CALL, OF_THE_CASE, OF_THE_FILE, WORDS } from '../support/canaries.js';
import { CanaryCase, SECRET_SOUND, WELL_INSIDE_MS } from '../support/canary-case.js';
import type { Answer } from '../support/client.js';
import { CONTACTS } from '../support/decided-case.js';
import { everythingWritten, placesOf } from '../support/everything-written.js';
import { lookAnew } from '../support/looks.js';
import { FileWatch, overhearExchanges, overhearOutput, type Exchange } from '../support/overheard.js';
import { reconcileLater } from '../support/reconcile-later.js';
import { startTestServer, type TestServer } from '../support/server.js';
import { unzip } from '../support/unzip.js';

/** As it stands, as an index may have folded it, and as it stands in an address. */
const FORMS = [
  ...new Set(ALL_CANARIES.flatMap(word => [word, word.toLowerCase(), encodeURIComponent(word)])),
  SECRET_SOUND.subarray(0, 20).toString('latin1'),
];
const DAY_MS = 24 * 3_600_000;
const LEVELS = ['verbose', 'debug', 'log', 'warn', 'error', 'fatal'] as const;
/** Routes that are answered with cases, or with what comes of them. */
const OF_CASES = /^\/api\/v1\/(rights-requests|disclosures|rights-mailbox|downloads)/;

/** Nothing of a case is in clear anywhere but in the answers to those who may read it (ADR 0015). */
describe('what people wrote into a case, and what is hidden of a recording', () => {
  const own = mkdtempSync(join(tmpdir(), 'tallenne-canaries-'));
  const output = overhearOutput();
  let server: TestServer;
  let scene: CanaryCase;
  let files: FileWatch;
  let exchanges: readonly Exchange[] = [];
  let refusals: Answer[] = [];

  beforeAll(async () => {
    const [before, tmp] = [process.env.TMPDIR, join(own, 'tmp')];
    mkdirSync(tmp);
    process.env.TMPDIR = tmp; // so that what is temporary is looked at, too
    server = await startTestServer({ env: { ...CONTACTS, TALLENNE_OUTPUT_LEVEL: 'info' } });
    server.app.useLogger([...LEVELS]);
    files = new FileWatch([tmp, server.folders.data, server.folders.keys, `${server.folders.data}-log-copy`], FORMS);
    const overheard = overhearExchanges();
    scene = await CanaryCase.on(server);
    await scene.answer();
    await scene.disclose();
    await scene.close();
    overheard.end();
    exchanges = overheard.heard;
    refusals = await provokedRefusals();
    await failInside();
    await server.app.get(IntegrateEvents).execute();
    await lookAnew(server.app.get(CopyJob));
    files.end();
    process.env.TMPDIR = before;
    if (before === undefined) delete process.env.TMPDIR;
  }, 120_000);

  afterAll(async () => {
    output.end();
    files.end();
    // Failures in the middle leave keys without rows, which the reconciliation drops.
    await reconcileLater(server, 5 * DAY_MS);
    await checkCustody(server);
    await server.stop();
    rmSync(own, { recursive: true, force: true });
  });

  const inClear = (written: ReadonlyMap<string, string>) =>
    FORMS.flatMap(word => placesOf(word, written).map(place => `${word} in ${place}`));

  it('are in no row of any table, and in no statement that the database knows of', async () => {
    const written = await everythingWritten(server);
    const asked = await server.sql<{ query: string }>('select query from pg_stat_activity');
    written.set('statements', asked.map(({ query }) => query).join('\n'));
    expect(inClear(written)).toEqual([]);
  });

  it('are in no file and in no name of one, not even for a moment', () => {
    expect([...files.found]).toEqual([]);
    expect(files.files).toBeGreaterThan(50);
  });

  it('are in no line of output at the most talkative level, failures of the database included', () => {
    expect(FORMS.filter(word => output.said().includes(word))).toEqual([]);
    expect(output.said()).toContain('answered internal-error');
    expect(output.said()).toContain('"route":"/api/v1/rights-requests/:id"');
  });

  it('are in no address, and in no header but the name under which an attachment is saved', () => {
    const told = exchanges.flatMap(({ path, headers }) => [path, ...[...headers].map(([, value]) => value)]);
    expect(told.filter(text => FORMS.some(word => text.includes(word)))).toEqual([]);
    expect(exchanges.filter(({ path }) => OF_CASES.test(path)).length).toBeGreaterThan(40);
  });

  it('may be stored by nobody: every answer says so, refusals and downloads too', () => {
    const ofCases = exchanges.filter(({ path }) => OF_CASES.test(path));
    const storable = ofCases.filter(({ headers }) => !(headers.get('cache-control') ?? '').includes('no-store'));
    expect(storable.map(({ method, path, status }) => `${method} ${path} ${status}`)).toEqual([]);
    expect(refusals.filter(({ headers }) => !(headers.get('cache-control') ?? '').includes('no-store'))).toEqual([]);
  });

  it('are not repeated by any refusal of what was sent wrongly', () => {
    expect(refusals.length).toBeGreaterThan(150);
    const repeated = refusals.filter(({ bytes, headers }) =>
      FORMS.some(word => `${JSON.stringify([...headers])}${bytes.toString()}`.includes(word)),
    );
    expect(repeated.map(({ status, bytes }) => `${status} ${bytes.toString()}`)).toEqual([]);
    expect(refusals.every(({ status }) => status >= 400)).toBe(true);
  });

  it('are not in the copy, nor to be seen in its waveform', async () => {
    const { id, redactionId, recordingId } = scene.ids;
    expect(scene.audio.includes(SECRET_SOUND.subarray(0, 20))).toBe(true);
    expect(scene.copy.includes(SECRET_SOUND.subarray(0, 10))).toBe(false);
    const { body } = await scene.second.get(`/rights-requests/${id}/redactions/${redactionId}/peaks`);
    const [copy, original] = [body, (await scene.officer.get(`/recordings/${recordingId}/peaks`)).body].map(hidden);
    expect([new Set(copy?.flat()), copy?.length]).toEqual([new Set([0]), 2]);
    expect(Math.min(...(original ?? []).flat())).toBeGreaterThan(0);
  });

  it('are not shown by the original either to whoever has the copy alone', async () => {
    const { id, redactionId, recordingId } = scene.ids;
    expect((await scene.hear(redactionId, scene.dpo)).equals(scene.copy)).toBe(true);
    for (const path of [`/recordings/${recordingId}`, `/recordings/${recordingId}/peaks`])
      expect((await scene.dpo.get(path)).status).toBe(403);
    const play = { purpose: 'rights-request', reference: 'T-1' };
    expect((await scene.dpo.post(`/recordings/${recordingId}/playbacks`, play)).status).toBe(403);
    const [first, rejected] = [redactionId, scene.rejectedId].map(one => `/rights-requests/${id}/redactions/${one}`);
    expect((await scene.dpo.get(`${rejected ?? ''}/peaks`)).status).toBe(409);
    expect((await scene.dpo.get(`${first ?? ''}/peaks`)).status).toBe(200);
  });

  it('are in what was received where they belong, and nothing of names, tags and notes with them', async () => {
    const { zip, code } = scene.received;
    expect(FORMS.filter(word => zip.includes(word))).toEqual([]);
    const opened = await unzip(zip, code);
    expect([...opened.keys()].filter(name => FORMS.some(word => name.includes(word)))).toEqual([]);
    const sound = opened.get('puhelu-1.wav') ?? Buffer.alloc(0);
    expect(sound.equals(scene.copy)).toBe(true);
    expect(chunksOf(sound)).toEqual(['fmt ', 'data']);
    expect([FILE.tag, ...OF_THE_FILE].filter(word => sound.includes(word))).toEqual([]);
    const data = String(opened.get('tiedot.json'));
    const held = [WORDS.corrected, WORDS.statement, 'canary.example'];
    expect(held.filter(word => !data.includes(word))).toEqual([]);
    const others = [...OF_THE_CASE, ...OF_THE_FILE].filter(word => data.includes(word));
    expect(others).toEqual([]);
  });

  it('would be found in each place that is looked at', async () => {
    await server.sql('create table leak (line text, bytes bytea, more jsonb)');
    const leak = async (column: string, value: unknown) => {
      await server.sql('truncate leak');
      await server.sql(`insert into leak (${column}) values ($1)`, [value]);
      return inClear(await everythingWritten(server));
    };
    expect(await leak('line', `x ${WORDS.doubt}`)).toContain('LEPPÄLINTU-09 in table leak');
    expect(await leak('line', WORDS.doubt.toLowerCase())).toContain('leppälintu-09 in table leak');
    expect(await leak('bytes', Buffer.from(`x ${WORDS.doubt}`))).toContain('LEPPÄLINTU-09 in table leak');
    expect(await leak('bytes', SECRET_SOUND.subarray(3, 60))).toContain('SALAISUUS!SALAISUUS! in table leak');
    expect(await leak('more', JSON.stringify({ a: [WORDS.doubt] }))).toContain('LEPPÄLINTU-09 in table leak');
    await server.sql('drop table leak');

    const watch = new FileWatch([own], FORMS);
    const path = join(own, 'tmp', 'moment');
    writeFileSync(path, `a ${WORDS.doubt}`);
    await new Promise(resolve => setTimeout(resolve, 50));
    rmSync(path);
    writeFileSync(join(own, 'tmp', FILE.name), '');
    watch.end();
    expect([...watch.found].map(found => found.replace(own, ''))).toEqual([
      'LEPPÄLINTU-09 in /tmp/moment',
      'TIAINEN-04 in /tmp/Liite TIAINEN-04.txt',
    ]);

    process.stderr.write(Buffer.from(`a line of a log: ${WORDS.doubt}\n`));
    expect(FORMS.filter(word => output.said().includes(word))).toEqual(['LEPPÄLINTU-09']);

    const overheard = overhearExchanges();
    await scene.officer.get(`/rights-requests?cursor=${encodeURIComponent(WORDS.doubt)}`);
    const { attachmentId, id } = scene.ids;
    await scene.officer.get(`/rights-requests/${id}/documents/${attachmentId}`);
    overheard.end();
    const [asked, saved] = overheard.heard;
    expect(FORMS.filter(word => asked?.path.includes(word))).toEqual([encodeURIComponent('LEPPÄLINTU-09')]);
    expect(FORMS.filter(word => saved?.headers.get('content-disposition')?.includes(word))).toEqual(['TIAINEN-04']);
  });

  /** Everything that is posted to cases, sent wrongly with canaries in every place that a refusal could repeat. */
  async function provokedRefusals(): Promise<Answer[]> {
    const { body } = await server.anonymous().get('/api/openapi.json');
    const paths = Object.entries(body.paths as Record<string, Record<string, unknown>>);
    const routes = paths.flatMap(([path, operations]) =>
      Object.keys(operations).map(method => [method, path] as const),
    );
    const answers: Answer[] = [];
    for (const [method, path] of routes.filter(([, route]) => OF_CASES.test(route))) {
      const [here, wrong] = [path.replace(/\{\w+\}/g, scene.ids.id), path.replace(/\{\w+\}/g, FILE.code)];
      if (wrong !== path) answers.push(await scene.officer.request(method.toUpperCase(), wrong));
      if (method === 'get')
        answers.push(await scene.officer.get(`${here}?limit=${FILE.code}&year=${FILE.code}&kind=${FILE.code}`));
      else if (method !== 'head') answers.push(...(await sentWrongly(method.toUpperCase(), here)));
    }
    return answers.filter(({ status }) => status >= 300);
  }

  async function sentWrongly(method: string, path: string): Promise<Answer[]> {
    const answers: Answer[] = [];
    const unknownKeys = { [WORDS.request]: WORDS.request, parts: { effects: { [WORDS.request]: WORDS.request } } };
    for (const wrong of [unknownKeys, [WORDS.request], WORDS.request, EVERY_FIELD])
      answers.push(await scene.officer.request(method, path, wrong));
    answers.push(await raw(method, path, `{"text": "${WORDS.request}" "${OF_THE_CALL[0] ?? ''}`, 'application/json'));
    answers.push(await raw(method, path, WORDS.request, `text/${FILE.code}`));
    const form = new FormData();
    form.set(WORDS.request, new Blob([FILE.content]), FILE.name);
    if (method === 'POST') answers.push(await scene.officer.upload(form, path));
    return answers;
  }

  async function raw(method: string, path: string, text: string, type: string): Promise<Answer> {
    const headers = { authorization: `Bearer ${scene.officer.token}`, 'content-type': type };
    const url = `${server.url}${path}`;
    const answer = await fetch(url, { method, headers, ...(method === 'GET' ? {} : { body: text }) });
    const bytes = Buffer.from(await answer.arrayBuffer());
    return { status: answer.status, headers: answer.headers, body: {}, bytes };
  }

  /** Failures of the database while words of a case are in hand. */
  async function failInside(): Promise<void> {
    const path = `/rights-requests/${scene.disclosureId}`;
    const triage = { rights: ['access'], officerId: server.ids.get('oili.oikeus'), person: { name: OF_THE_CALL[0] } };
    for (const table of ['rights_entry', 'rights_case', 'rights_document', 'rights_delivery']) {
      await server.sql(`alter table ${table} rename to hidden`);
      await scene.officer.post('/rights-requests', { ...NEW_REQUEST, receivedAt: server.clock.now().toISOString() });
      await scene.officer.post(`${path}/triage`, triage);
      await scene.officer.post(`${path}/searches`, { as: 'caller', name: OF_THE_CALL[0] });
      await scene.officer.get(`/rights-requests/${scene.ids.id}/deliveries`);
      await scene.officer.post(`/rights-requests/${scene.ids.id}/deliveries`, {
        ...{ documentId: scene.ids.letterId, channel: 'post', to: WORDS.to, proof: WORDS.proof },
      });
      await server.sql(`alter table hidden rename to ${table}`);
    }
    await server.sql(`alter table rights_entry add constraint refused check (false) not valid`);
    await scene.officer.post('/rights-requests', { ...NEW_REQUEST, receivedAt: server.clock.now().toISOString() });
    await server.sql(`alter table rights_entry drop constraint refused`);
  }
});

const NEW_REQUEST = { channel: 'e-mail', text: WORDS.request, rights: ['erasure'], person: { name: 'Sinisirkku' } };
/** Fields of the bodies, each of a kind that none of them takes. */
const EVERY_FIELD = Object.fromEntries(
  ['text', 'rights', 'person', 'channel', 'reason', 'kind', 'state', 'outcome', 'marks', 'parts', 'code', 'to']
    .concat('as', 'name', 'decision', 'documentId', 'recordingIds', 'recordingId', 'words', 'receivedAt', 'method')
    .map(field => [field, [WORDS.request, { [FILE.code]: WORDS.request }]]),
);

/** The part of a waveform that shows what is hidden, a list a channel. */
function hidden({ peaks, durationMs }: Readonly<Record<string, unknown>>): number[][] {
  const channels = peaks as number[][];
  const bin = (ms: number, of: number) => Math.floor((ms * of) / Number(durationMs));
  return channels.map(all => all.slice(bin(WELL_INSIDE_MS.from, all.length) + 1, bin(WELL_INSIDE_MS.to, all.length)));
}

function chunksOf(audio: Buffer): string[] {
  const names: string[] = [];
  for (let at = 12; at + 8 <= audio.length; at += 8 + audio.readUInt32LE(at + 4) + (audio.readUInt32LE(at + 4) % 2))
    names.push(audio.toString('latin1', at, at + 4));
  return names;
}
