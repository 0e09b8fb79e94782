import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { itemMetadata } from '../custody/contacts.js';
import { checkCustody } from '../custody/check-custody.js';
import { readKept } from '../custody/kept.js';
import { chunk, riff, wav } from '../support/audio.js';
import { audioPart, type Client, type Metadata } from '../support/client.js';
import { eventsDuring, loggedEvents } from '../support/log.js';
import { callMetadata } from '../support/metadata.js';
import { audioHead, LAST_LINE, openUpload, part, streamUpload } from '../support/raw-upload.js';
import { expectProblem, expectRefused, unitsOf } from '../support/refused.js';
import { startTestServer, type TestServer } from '../support/server.js';

const MEBIBYTE = 1024 * 1024;
const DAY_MS = 24 * 3_600_000;

let server: TestServer;
let ingest: Client;

beforeAll(async () => {
  server = await startTestServer({ env: { TALLENNE_MAX_AUDIO_MIB: '1' } });
  ingest = server.ingest();
});

afterEach(async () => {
  await checkCustody(server);
});

afterAll(async () => {
  await server.stop();
});

function call(overrides: Metadata = {}): Metadata {
  return callMetadata(server.clock.now(), overrides);
}

const metadataPart = (overrides: Metadata = {}) => part('metadata', JSON.stringify(call(overrides)));
const whole = wav({ seconds: 0.5 });

describe('audio', () => {
  const refuses = (audio: Uint8Array, status: number, code: string) =>
    expectRefused(server, () => ingest.deliver(call(), audio), status, code);

  it.each([
    ['nothing but a name', Buffer.from('RIFF')],
    ['text', Buffer.from('this is no recording at all, whatever its name says')],
    ['a big-endian RIFX', Buffer.concat([Buffer.from('RIFX'), whole.subarray(4)])],
    ['an AVI file', Buffer.concat([whole.subarray(0, 8), Buffer.from('AVI '), whole.subarray(12)])],
  ])('that is %s and no audio is refused', async (_, audio) => {
    await refuses(audio, 415, 'audio-form-unknown');
  });

  it.each([
    ['MP3 in WAV', { tag: 0x55 }],
    ['ADPCM', { tag: 0x11 }],
    ['a-law of 16 bits', { tag: 6, bits: 16 }],
    ['PCM of 12 bits', { tag: 1, bits: 12 }],
  ])('in a codec that is not taken, %s, is refused', async (_, form) => {
    await refuses(wav({ ...form, seconds: 0.1 }), 415, 'audio-codec-unknown');
  });

  it('that is cut anywhere is refused', async () => {
    const file = riff([...chunksOf(), chunk('LIST', Buffer.from('INFOISFT'))]);
    const end = file.length - 16; // what comes after the audio may be cut at the border of a chunk
    const cuts = fc.oneof(fc.integer({ min: 0, max: 60 }), fc.integer({ min: 0, max: end - 1 }));
    await fc.assert(
      fc.asyncProperty(cuts, async cut => {
        const { status, body } = await ingest.deliver(call(), file.subarray(0, cut));
        expect([415, 422]).toContain(status);
        expect(body.code).toMatch(/^audio-(form-unknown|empty|truncated|header-lies)$/);
      }),
      { numRuns: 60, examples: [[0], [1], [11], [12], [19], [20], [37], [45], [46], [47], [end - 1]] },
    );
    expect(await ingest.deliver(call(), file)).toMatchObject({ status: 201 });
  });

  it.each([
    ['announces less audio than there is', withUint32(whole, 42, 100), 'audio-header-lies'],
    ['announces more audio than there is', withUint32(whole, 42, whole.length), 'audio-truncated'],
    ['is Ogg in its first bytes only', Buffer.concat([Buffer.from('OggS'), wav()]), 'audio-header-lies'],
    ['is GSM in its first frame only', Buffer.concat([Buffer.alloc(33, 0xd0), wav()]), 'audio-header-lies'],
    ['is a WAV file of GSM with blocks of another', withUint16(whole, 20, 0x31), 'audio-header-lies'],
    ['has frames of another size', withUint16(whole, 32, 7), 'audio-header-lies'],
    ['has no channels', withUint16(whole, 22, 0), 'audio-header-lies'],
    ['has more channels than anybody', withUint16(whole, 22, 9), 'audio-header-lies'],
    ['has a rate of nothing', withUint32(whole, 24, 0), 'audio-header-lies'],
    ['has a rate of gigahertz', withUint32(whole, 24, 0xffff_ffff), 'audio-header-lies'],
    ['has a format of a few bytes', riff([chunk('fmt ', Buffer.alloc(8)), chunk('data', whole)]), 'audio-header-lies'],
    ['has a format of gigabytes', withUint32(whole, 16, 0xffff_fff0), 'audio-header-lies'],
    ['has two formats', riff([...chunksOf().slice(0, 1), ...chunksOf()]), 'audio-header-lies'],
    ['has audio twice', riff([...chunksOf(), ...chunksOf().slice(1)]), 'audio-header-lies'],
    ['has audio before its format', riff(chunksOf().reverse()), 'audio-header-lies'],
    ['has no format', riff(chunksOf().slice(1)), 'audio-header-lies'],
    ['has no audio', riff(chunksOf().slice(0, 1)), 'audio-empty'],
    ['has another chunk without end', riff([lyingChunk(0xffff_ffff), ...chunksOf()]), 'audio-truncated'],
    ['is followed by what is no chunk', Buffer.concat([whole, Buffer.alloc(8)]), 'audio-header-lies'],
  ])('whose header lies, because it %s, is refused', async (_, audio, code) => {
    await refuses(audio, 422, code);
  });

  it('whose size its writer never came to write is taken as long as it is', async () => {
    const { status, body } = await ingest.deliver(call(), withUint32(whole, 42, 0xffff_ffff));
    expect(status).toBe(201);
    expect(await server.sql('select duration_ms from recording where id = $1', [body.id])).toEqual([
      { duration_ms: 500 },
    ]);
  });

  it('of nothing is refused, as an empty file and as a file without samples', async () => {
    await refuses(Buffer.alloc(0), 422, 'audio-empty');
    await refuses(wav({ seconds: 0 }), 422, 'audio-empty');
  });

  it('of the largest size is taken and of one byte more refused', async () => {
    const header = whole.length - 8000;
    const largest = wav({ seconds: (MEBIBYTE - header) / 16_000 });
    expect(largest.length).toBe(MEBIBYTE);
    expect((await ingest.deliver(call(), largest)).status).toBe(201);
    await refuses(Buffer.concat([largest, Buffer.from([0])]), 413, 'audio-too-large');
  });

  it('of two gigabytes is refused early, is never held in memory, and leaves nothing', async () => {
    const before = process.memoryUsage().rss;
    const answered = await Promise.all([streamUpload(server, twoGigabytes()), streamUpload(server, twoGigabytes())]);
    for (const { status, body, sentBytes } of answered) {
      expectProblem({ status, body }, 413, 'audio-too-large');
      expect(sentBytes).toBeLessThan(256 * MEBIBYTE);
    }
    expect(process.memoryUsage().rss - before).toBeLessThan(128 * MEBIBYTE);
  });

  it('of two gigabytes from a sender who does not listen ends with the connection', async () => {
    const socket = await openUpload(server, 2 ** 31);
    const closed = new Promise(resolve => socket.once('close', resolve));
    const answer: Buffer[] = [];
    socket.on('data', (bytes: Buffer) => answer.push(bytes));
    const began = performance.now();
    for (const piece of twoGigabytes()) {
      if (socket.closed) break;
      if (!socket.write(piece)) await Promise.race([closed, new Promise(resolve => socket.once('drain', resolve))]);
    }
    await closed;
    expect(performance.now() - began).toBeLessThan(20_000);
    expect(Buffer.concat(answer).toString()).toMatch(/^HTTP\/1.1 413 /);
  });

  it('from somebody without a token is not even looked at', async () => {
    const { status, body, sentBytes } = await streamUpload(server, twoGigabytes(), 'tlnsvc_wrong');
    expectProblem({ status, body }, 401, 'not-signed-in');
    expect(sentBytes).toBeLessThan(256 * MEBIBYTE);
  });

  function* twoGigabytes(): Generator<Buffer> {
    yield metadataPart();
    yield audioHead();
    yield withUint32(whole.subarray(0, 46), 42, 0x7fff_ffff);
    const block = Buffer.alloc(64 * 1024, 7);
    for (let sent = 0; sent < 2 ** 31; sent += block.length) yield block;
  }
});

describe('metadata', () => {
  const refuses = (metadata: Metadata | string, field: string) =>
    expectRefused(
      server,
      async () => {
        const answer = await ingest.deliver(metadata, whole);
        expect((answer.body.fields as string[]).join()).toContain(field);
        return answer;
      },
      400,
      'invalid-request',
    );

  it.each(['source', 'externalId', 'startedAt', 'endedAt', 'queue', 'agent'])('without %s are refused', async field => {
    const { [field]: _, ...rest } = call();
    await refuses(rest, `metadata.${field}`);
  });

  it.each([
    ['an unknown field', { colour: 'green' }, 'metadata'],
    ['an unknown field of the caller', { caller: { name: 'Testi Soittaja', age: 42 } }, 'metadata.caller'],
    ['an agent named in two ways', { agent: { username: 'a', extension: '1' } }, 'metadata.agent'],
    ['a source that is no name', { source: 'PBX 1' }, 'metadata.source'],
    ['a time without an offset', { startedAt: '2026-11-24T08:00:00' }, 'metadata.startedAt'],
    ['a day that does not exist', { startedAt: '2026-02-30T08:00:00Z' }, 'metadata.startedAt'],
    ['a language that is none', { notice: { played: true, language: 'suomi' } }, 'metadata.notice.language'],
    ['a line break in the queue', { queue: 'user\nsupport' }, 'metadata.queue'],
    ['a number where text belongs', { unit: 5 }, 'metadata.unit'],
    ['a ticket with a slash', { ticket: 'INC/1' }, 'metadata.ticket'],
    ['a code of a person for its ticket', { ticket: '150585-951A' }, 'metadata.ticket'],
    ['a number of a caller for its id', { externalId: '+358 40 1234567' }, 'metadata.externalId'],
    ['a number of a caller for its queue', { queue: '0401234567' }, 'metadata.queue'],
    [
      'twenty-one patients',
      { patients: Array.from({ length: 21 }, () => ({ name: 'Potilas Testi' })) },
      'metadata.patients',
    ],
  ])('with %s are refused', async (_, overrides, field) => {
    await refuses(call(overrides), field);
  });

  it('that end before they start, or were answered outside of the call, are refused', async () => {
    const { startedAt, endedAt } = call() as { startedAt: string; endedAt: string };
    await refuses(call({ startedAt: endedAt, endedAt: startedAt }), 'metadata.endedAt');
    await refuses(call({ answeredAt: new Date(Date.parse(endedAt) + 1000).toISOString() }), 'metadata.answeredAt');
    await refuses(call({ answeredAt: new Date(Date.parse(startedAt) - 1000).toISOString() }), 'metadata.answeredAt');
  });

  it('that are no JSON, no object, or too large are refused', async () => {
    await refuses('{"source": "pbx-1", ', 'metadata');
    await refuses('', 'metadata');
    await refuses('[]', 'metadata');
    await refuses('null', 'metadata');
    await refuses(call({ note: 'x'.repeat(2001) }), 'metadata.note');
    await refuses(JSON.stringify(call({ note: 'x'.repeat(70_000) })), 'metadata: too large');
  });

  it('of a call in the future are refused, and of one a moment ahead taken', async () => {
    const at = (ms: number) => new Date(server.clock.now().getTime() + ms).toISOString();
    const later = { startedAt: at(6 * 60_000), endedAt: at(7 * 60_000) };
    await expectRefused(server, () => ingest.deliver(call(later), whole), 422, 'starts-in-future');
    expect((await ingest.deliver(call({ startedAt: at(-1000), endedAt: at(4 * 60_000) }), whole)).status).toBe(201);
  });

  it('of a recording that is past due are refused for good', async () => {
    const endedAt = new Date(server.clock.now().getTime() - 62 * DAY_MS);
    const past = { startedAt: new Date(endedAt.getTime() - 1000).toISOString(), endedAt: endedAt.toISOString() };
    await expectRefused(server, () => ingest.deliver(call(past), whole), 410, 'past-due');
  });

  it('with an unknown agent are taken, and the recording is flagged for mapping', async () => {
    for (const agent of [{ username: 'ei.kukaan' }, { extension: '9999' }, { directoryId: 'none' }]) {
      const { body } = await ingest.deliver(call({ agent }), whole);
      const opened = await (await server.as('liisa.lupa')).get(`/recordings/${String(body.id)}`);
      expect(opened.body.agent).toEqual({ id: null, name: Object.values(agent)[0], mapped: false });
    }
    const { body } = await ingest.deliver(call({ agent: { extension: '4101' } }), whole);
    const opened = await (await server.as('maija.malli')).get(`/recordings/${String(body.id)}`);
    expect(opened.body.agent).toMatchObject({ name: 'Maija Malli', mapped: true });
  });
});

describe('identity codes', () => {
  const codes = {
    caller: { name: 'Testi Soittaja', personalIdentityCode: '240688U9367' },
    patients: [{ name: 'Potilas Testi', personalIdentityCode: '150585Y951A' }],
  };
  const dropped = ['caller.personalIdentityCode', 'patients'];

  it('and patients are dropped, with an event, where the source may not deliver them', async () => {
    const { body } = await ingest.deliver(call({ source: 'pbx-3', ...codes }), whole);
    const opened = await (await server.as('liisa.lupa')).get(`/recordings/${String(body.id)}`);
    expect(opened.body.parties).toMatchObject([{ kind: 'caller', name: '•••••', personalIdentityCode: null }]);
    const events = await loggedEvents(server, 'recording.ingested');
    expect(events.find(({ recordingId }) => recordingId === body.id)?.facts).toMatchObject({ dropped });
  });

  it('and patients are not even kept of what waits to be sorted out', async () => {
    const { body } = await ingest.deliver(call({ source: 'pbx-3', ...codes, notice: { played: false } }), whole);
    const { items, ring } = await readKept(server);
    const item = items.find(({ id }) => id === body.quarantineId);
    const kept = itemMetadata(
      await ring.open(String(item?.id), item?.due_on as never),
      String(item?.id),
      item?.sealed_metadata as never,
    );
    expect(JSON.parse(kept)).toMatchObject({ source: 'pbx-3', caller: { name: 'Testi Soittaja' }, patients: [] });
    expect(kept).not.toMatch(/240688U9367|150585Y951A|Potilas/);
    const events = await loggedEvents(server, 'recording.quarantined');
    expect(events.at(-1)?.facts).toMatchObject({ reason: 'notice-evidence-missing', dropped });
  });

  it('are kept where the source may deliver them; an invalid one as the text that came, and flagged', async () => {
    const administrator = await server.as('yrjo.yllapito');
    const settings = { keepsIdentityCodes: true, notice: null };
    expect((await administrator.request('PUT', '/sources/pbx-4', settings)).status).toBe(200);
    const invalid = { caller: { name: 'Testi Soittaja', personalIdentityCode: '240688U9368' } };
    for (const [given, codeInvalid, value] of [
      [codes, false, '240688U9367'],
      [invalid, true, '240688U9368'],
      [{ caller: { personalIdentityCode: 'ei muista' } }, true, 'ei muista'],
    ] as const) {
      const { body } = await ingest.deliver(call({ source: 'pbx-4', ...given }), whole);
      const risto = await server.as('risto.reklamaatio');
      const opened = await risto.get(`/recordings/${String(body.id)}`);
      expect((opened.body.parties as object[])[0]).toMatchObject({
        kind: 'caller',
        personalIdentityCode: '•••••',
        codeInvalid,
      });
      const wanted = { field: 'personalIdentityCode', purpose: 'complaint', reference: 'V-1' };
      expect((await risto.post(`/recordings/${String(body.id)}/reveals`, wanted)).body.value).toBe(value);
    }
  });
});

describe('the form of an upload', () => {
  const form = (...parts: readonly [string, string | Blob][]) => {
    const data = new FormData();
    for (const [name, value] of parts) {
      if (typeof value === 'string') data.append(name, value);
      else data.append(name, value, name);
    }
    return data;
  };
  const json = () => JSON.stringify(call());
  const audio = () => audioPart(whole);

  it('may have the audio first, and the metadata as a field, a JSON field or a file', async () => {
    const asFile = new Blob([json()], { type: 'application/json' });
    for (const data of [
      form(['audio', audio()], ['metadata', json()]),
      form(['metadata', asFile], ['audio', audio()]),
    ]) {
      expect((await ingest.upload(data)).status).toBe(201);
    }
    const typed = part('metadata', json(), { type: 'application/json' });
    expect((await streamUpload(server, [typed, audioHead(), whole, Buffer.from('\r\n'), LAST_LINE])).status).toBe(201);
  });

  it.each([
    ['no metadata', () => form(['audio', audio()])],
    ['no audio', () => form(['metadata', json()])],
    ['nothing', () => form()],
    ['two audio files', () => form(['metadata', json()], ['audio', audio()], ['audio', audio()])],
    ['two audio files and no metadata', () => form(['audio', audio()], ['audio', audio()])],
    ['metadata as a field and as a file', () => form(['metadata', json()], ['metadata', audio()])],
    ['metadata twice', () => form(['metadata', json()], ['metadata', json()], ['audio', audio()])],
    ['an unknown part', () => form(['metadata', json()], ['audio', audio()], ['extra', 'x'])],
    ['an unknown file', () => form(['metadata', json()], ['picture', audio()])],
    ['audio as text', () => form(['metadata', json()], ['audio', 'text'])],
    [
      'a part named after what every object has',
      () => form(['__proto__', 'x'], ['metadata', json()], ['audio', audio()]),
    ],
  ])('with %s is refused', async (_, data) => {
    await expectRefused(server, () => ingest.upload(data()), 400, 'invalid-request');
  });

  it('with JSON that is none, or a metadata file that is too large, is refused', async () => {
    const send = (first: Buffer) => () =>
      streamUpload(server, [first, audioHead(), whole, Buffer.from('\r\n'), LAST_LINE]);
    const broken = part('metadata', '{"source":', { type: 'application/json' });
    await expectRefused(server, send(broken), 400, 'invalid-request');
    const large = part('metadata', JSON.stringify({ note: 'x'.repeat(70_000) }), { filename: 'metadata.json' });
    await expectRefused(server, send(large), 400, 'invalid-request');
  });

  it('that is not multipart, or has no boundary, is refused', async () => {
    await expectRefused(server, () => ingest.post('/recordings', call()), 415, 'multipart-expected');
    const headers = { 'content-type': 'multipart/form-data' };
    await expectRefused(server, () => ingest.request('POST', '/recordings', 'x', headers), 400, 'invalid-request');
    const text = await ingest.request('POST', '/recordings', 'x', { 'content-type': 'application/xml' });
    expectProblem(text, 415, 'unsupported-media-type');
  });

  it.each([
    ['in the middle of the audio', () => [metadataPart(), audioHead(), whole.subarray(0, 3000)]],
    ['after the audio', () => [metadataPart(), audioHead(), whole]],
    ['before the metadata', () => [audioHead(), whole, Buffer.from('\r\n')]],
    ['in the middle of the metadata', () => [metadataPart().subarray(0, 200)]],
    ['at once', () => []],
  ])('that breaks off %s leaves an event and nothing else', async (_, pieces) => {
    const before = await unitsOf(server);
    const refusals = async () => (await loggedEvents(server, 'recording.refused')).length;
    const refusedBefore = await refusals();
    const events = await eventsDuring(server, async () => {
      const socket = await openUpload(server, 20_000);
      for (const piece of pieces()) socket.write(piece);
      await wait(150);
      socket.destroy();
      await until(async () => (await refusals()) > refusedBefore);
    });
    expect(events).toMatchObject([{ action: 'recording.refused', outcome: 'refused', reason: 'upload-broken' }]);
    expect(await unitsOf(server)).toEqual(before);
  });
});

describe('the same recording again', () => {
  it('is known by source and external id: 200 with the same id, and 409 with other audio', async () => {
    const metadata = call();
    const { body } = await ingest.deliver(metadata, whole);
    const again = await ingest.deliver({ ...metadata, queue: 'another', linkedId: 'another' }, whole);
    expect(again).toMatchObject({ status: 200, body: { id: body.id, contactId: body.contactId, dueOn: body.dueOn } });
    const other = () => ingest.deliver(metadata, wav({ seed: 9 }));
    await expectRefused(server, other, 409, 'different-audio');
    expect((await ingest.deliver({ ...metadata, source: 'pbx-2' }, whole)).status).toBe(201);
  });

  it('ten times at once is one recording', async () => {
    const metadata = call();
    const answers = await Promise.all(Array.from({ length: 10 }, () => ingest.deliver(metadata, whole)));
    expect(answers.map(({ status }) => status).sort()).toEqual([...Array<number>(9).fill(200), 201]);
    expect(new Set(answers.map(({ body }) => body.id)).size).toBe(1);
    const filed = await server.sql('select id from recording where external_id = $1', [metadata.externalId]);
    expect(filed).toEqual([{ id: answers[0]?.body.id }]);
    const events = await loggedEvents(server, 'recording.ingested');
    expect(events.filter(({ recordingId }) => recordingId === answers[0]?.body.id)).toHaveLength(1);
  });

  it('ten times at once with other audio each is one recording, and nine conflicts', async () => {
    const metadata = call();
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, seed) =>
        ingest.deliver({ ...metadata, linkedId: `l-${seed}` }, wav({ seconds: 0.1, seed: seed + 20 })),
      ),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([201, ...Array<number>(9).fill(409)]);
  });

  it('without evidence of the announcement is kept aside, once', async () => {
    for (const overrides of [
      { notice: undefined },
      { notice: { played: false } },
      { direction: 'outbound', notice: undefined },
    ]) {
      const metadata = call(overrides);
      const first = await ingest.deliver(metadata, whole);
      expect(first).toMatchObject({ status: 202, body: { quarantineId: expect.any(String), dueOn: '2026-12-08' } });
      expect(await ingest.deliver(metadata, whole)).toMatchObject({ status: 202, body: first.body });
      await expectRefused(server, () => ingest.deliver(metadata, wav({ seed: 8 })), 409, 'different-audio');
    }
    const metadata = call({ notice: { played: false } });
    const answers = await Promise.all(Array.from({ length: 5 }, () => ingest.deliver(metadata, whole)));
    expect(new Set(answers.map(({ status, body }) => `${status} ${String(body.quarantineId)}`)).size).toBe(1);
  });
});

describe('a playback', () => {
  let maija: Client;
  let url: string;
  const size = whole.length;
  const purpose = { purpose: 'service-development', reference: 'INC-1' };

  async function granted(client: Client): Promise<string> {
    const { body } = await ingest.deliver(call(), whole);
    return String((await client.post(`/recordings/${String(body.id)}/playbacks`, purpose)).body.audioUrl);
  }

  beforeAll(async () => {
    maija = await server.as('maija.malli');
    url = await granted(maija);
  });

  it.each([
    `bytes=${size}-`,
    `bytes=${size}-${size + 5}`,
    'bytes=5-2',
    'bytes=-0',
    'bytes=',
    'bytes=-',
    'bytes=a-b',
    'bytes=0-1,3-4',
    'bytes=0-1,',
    'bytes 0-1',
    'seconds=0-1',
    'bytes=99999999999999999999-',
    'bytes=0x1-2',
    'bytes=+1-2',
    'bytes=1.5-2',
  ])('refuses the range "%s" and says how long the recording is', async range => {
    const answer = await maija.get(url, { range });
    expectProblem(answer, 416, 'range-not-satisfiable');
    expect(answer.headers.get('content-range')).toBe(`bytes */${size}`);
    expect(answer.headers.get('cache-control')).toBe('no-store');
  });

  it('is nobody else’s, and not another session’s of the same person; the log tells why', async () => {
    const others = [await server.as('liisa.lupa'), await server.as('maija.malli')];
    for (const other of others) {
      const events = await eventsDuring(server, async () => {
        expectProblem(await other.get(url), 404, 'not-found');
        expect((await other.request('HEAD', url)).status).toBe(404);
        expectProblem(await other.delete(url.replace('/audio', ''), {}), 404, 'not-found');
      });
      const [first] = events;
      expect(first).toMatchObject({ action: 'playback.refused', outcome: 'refused', reason: 'not-yours' });
    }
    expectProblem(await server.anonymous().get(url), 401, 'not-signed-in');
    expect((await maija.get(url)).status).toBe(200);
  });

  it('that does not exist, or has no id, is not found', async () => {
    expectProblem(await maija.get('/playbacks/00000000-0000-7000-8000-000000000000/audio'), 404, 'not-found');
    expectProblem(await maija.get('/playbacks/1/audio'), 400, 'invalid-request');
  });

  it('that was ended serves nothing more', async () => {
    const own = await granted(maija);
    expect((await maija.delete(own.replace('/audio', ''), {})).status).toBe(204);
    expectProblem(await maija.get(own), 410, 'playback-expired');
    expect((await maija.request('HEAD', own)).status).toBe(410);
  });

  it('is granted only for what a body says in full', async () => {
    const { body } = await ingest.deliver(call(), whole);
    const path = `/recordings/${String(body.id)}/playbacks`;
    const incomplete = [{}, { purpose: 'curiosity' }, { ...purpose, extra: 1 }, { ...purpose, reference: 'a b/c' }];
    for (const wanted of [...incomplete, 'x', null, []]) {
      expectProblem(await maija.post(path, wanted), 400, 'invalid-request');
    }
    expectProblem(await maija.request('POST', path), 400, 'invalid-request');
    expectProblem(await maija.post(path, { purpose: 'x'.repeat(300_000) }), 413, 'too-large');
  });

  it('is of no reference that tells who somebody is, and the log keeps none', async () => {
    const { body } = await ingest.deliver(call(), whole);
    const path = `/recordings/${String(body.id)}`;
    const events = await eventsDuring(server, async () => {
      for (const reference of ['150585Y951A', '150585-951A', '0401234567']) {
        expectProblem(await maija.post(`${path}/playbacks`, { ...purpose, reference }), 400, 'invalid-request');
        const revealed = { field: 'phone', ...purpose, reference };
        expectProblem(await maija.post(`${path}/reveals`, revealed), 400, 'invalid-request');
        expectProblem(await maija.get(`/recordings?ticket=${reference}`), 400, 'invalid-request');
      }
    });
    expect(events).toEqual([]);
  });

  it('is over after a quarter of an hour, to the second, also for HEAD', async () => {
    const own = await granted(maija);
    server.clock.advance(15 * 60_000 - 1000);
    expect((await (await maija.renew()).get(own)).status).toBe(200);
    server.clock.advance(1000);
    const events = await eventsDuring(server, async () => {
      expectProblem(await maija.get(own), 410, 'playback-expired');
      expect((await maija.request('HEAD', own)).status).toBe(410);
    });
    expect(events).toMatchObject(Array(2).fill({ action: 'playback.refused', reason: 'playback-expired' }));
  });
});

describe('an address', () => {
  it.each([
    ['that cannot be read', 'canary%ED%A0%80', 400, 'invalid-request'],
    ['that is too long', `canary${'x'.repeat(200)}`, 414, 'address-too-long'],
  ])('%s is refused with a problem that repeats nothing of it and that nobody keeps', async (_, step, status, code) => {
    for (const path of [`/recordings/${step}`, `/scim/v2/Users/${step}`]) {
      const { status: answered, headers, bytes } = await ingest.get(path);
      expect([answered, headers.get('content-type'), headers.get('cache-control')]).toEqual([
        ...[status, 'application/problem+json; charset=utf-8', 'no-store'],
      ]);
      expect(JSON.parse(bytes.toString())).toMatchObject({ code });
      expect(bytes.toString()).not.toContain('canary');
    }
  });
});

describe('what is over', () => {
  it('is refused for good when it is delivered again, whether it is purged already or not', async () => {
    const filed = call();
    const aside = call({ notice: { played: false } });
    await ingest.deliver(filed, whole);
    await ingest.deliver(aside, whole);
    server.clock.advance(62 * DAY_MS);
    await expectRefused(server, () => ingest.deliver(filed, whole), 410, 'past-due');
    await expectRefused(server, () => ingest.deliver(aside, whole), 410, 'past-due');
  });
});

function chunksOf(): Buffer[] {
  return [whole.subarray(12, 38), whole.subarray(38)];
}

function lyingChunk(sizeBytes: number): Buffer {
  const lying = chunk('JUNK', Buffer.alloc(4));
  lying.writeUInt32LE(sizeBytes, 4);
  return lying;
}

function withUint32(bytes: Uint8Array, at: number, value: number): Buffer {
  const changed = Buffer.from(bytes);
  changed.writeUInt32LE(value, at);
  return changed;
}

function withUint16(bytes: Uint8Array, at: number, value: number): Buffer {
  const changed = Buffer.from(bytes);
  changed.writeUInt16LE(value, at);
  return changed;
}

async function until(condition: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 50 && !(await condition()); tries += 1) await wait(50);
}
