import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { RenderCopy, type Mark } from '../../src/recordings/index.js';
import { TONE_FILES } from '../../src/recordings/redaction/testing/tone-files.js';
import { DeleteBlobs } from '../../src/retention/purge/delete-blobs.js';
import { DEMO_PASSWORD } from '../../src/server/demo-accounts.js';
import { CrashingServer } from '../crashes/start-crashing.js';
import { checkCustody, custodyFindings } from '../custody/check-custody.js';
import { chunk, riff, wav } from '../support/audio.js';
import { Client, type Answer } from '../support/client.js';
import { eventsDuring, loggedEvents } from '../support/log.js';
import { addPerson } from '../support/people.js';
import { HIDDEN_MS, MARK, RedactionScenes, REJECTED_BECAUSE, type AssessedCase } from '../support/redaction.js';
import { reconcileLater } from '../support/reconcile-later.js';
import { expectProblem } from '../support/refused.js';
import { startTestServer, type TestServer } from '../support/server.js';

const CANARY = 'KANARIALINTU-7731';
const HEADER_BYTES = { linear: 44, coded: 58 };

let server: TestServer;
let desk: RedactionScenes;

beforeAll(async () => {
  server = await startTestServer();
  desk = await RedactionScenes.on(server);
});

afterEach(async () => {
  await checkCustody(server);
});

afterAll(async () => {
  await server.stop();
});

interface Kind {
  readonly name: string;
  readonly audio: Buffer;
  readonly filename: string;
  readonly headerBytes: number;
  /** Bytes of the copy that a millisecond has, all channels. */
  readonly bytesPerMs: number;
  readonly silence: number;
}

const KINDS: readonly Kind[] = [
  {
    ...{ name: '16-bit PCM', audio: wav({ seconds: 2, channels: 1, bits: 16 }), filename: 'call.wav' },
    ...{ headerBytes: HEADER_BYTES.linear, bytesPerMs: 16, silence: 0 },
  },
  {
    ...{ name: 'A-law stereo', audio: wav({ seconds: 2, channels: 2, tag: 6 }), filename: 'call.wav' },
    ...{ headerBytes: HEADER_BYTES.coded, bytesPerMs: 16, silence: 0xd5 },
  },
  {
    ...{ name: 'MP3', audio: TONE_FILES.mp3, filename: 'call.mp3' },
    ...{ headerBytes: HEADER_BYTES.linear, bytesPerMs: 16, silence: 0 },
  },
];

describe.each(KINDS)('a copy of $name', ({ audio, filename, headerBytes, bytesPerMs, silence }) => {
  it('is marked, rendered, heard by a second person and approved, and hides what is marked', async () => {
    const begun = await desk.caseWith(audio, filename);
    const draft = await desk.begin(begun);
    expect(draft).toMatchObject({
      status: 201,
      body: { version: 1, state: 'draft', permitted: ['mark', 'render', 'reject'] },
    });
    expect(await desk.stateOf(begun)).toBe('redacting');
    const url = desk.at(begun.caseId, draft.body.id);
    expect((await desk.mark(url)).body.marks).toEqual([MARK]);
    expect(await desk.render(url)).toMatchObject({
      status: 200,
      body: { state: 'rendered', permitted: ['listen', 'reject'] },
    });
    expect(await desk.stateOf(begun)).toBe('in-review');
    const copy = await desk.hear(url);
    const { status, body } = await desk.approve(url);
    expect([status, body.state, body.heard]).toEqual([200, 'approved', true]);
    expect(body.sha256).toBe(createHash('sha256').update(copy).digest('hex'));
    const [from, to] = [HIDDEN_MS.from, HIDDEN_MS.to].map(ms => headerBytes + ms * bytesPerMs);
    expect(new Set(copy.subarray(from, to))).toEqual(new Set([silence]));
    expect(new Set(copy.subarray(headerBytes, from)).size).toBeGreaterThan(16);
    if (filename === 'call.wav') {
      const samples = audio.subarray(audio.length - (copy.length - headerBytes)); // `wav` writes them last
      expect(copy.subarray(headerBytes, from).equals(samples.subarray(0, (from ?? 0) - headerBytes))).toBe(true);
      expect(copy.subarray(to).equals(samples.subarray((to ?? 0) - headerBytes))).toBe(true);
    }
  });
});

describe('a redacted copy', () => {
  it('has a manifest in the case file, and is a document of the case from its approval on', async () => {
    const begun = await desk.caseWith(wav({ seconds: 2 }));
    const url = await desk.rendered(begun);
    await desk.hear(url);
    const documents = () =>
      server.sql<object>('select kind, recording_id from rights_document where case_id = $1', [begun.caseId]);
    expect(await documents()).toEqual([]);
    const { body } = await desk.approve(url);
    expect(await documents()).toEqual([{ kind: 'copy', recording_id: begun.recordingId }]);
    const { journal } = (await desk.author.get(`/rights-requests/${begun.caseId}`)).body;
    expect(journal).toContainEqual(
      expect.objectContaining({
        action: 'rights-request.copy-approved',
        detail: expect.objectContaining({
          manifest: expect.objectContaining({
            ...{ recordingId: begun.recordingId, marks: [MARK], method: 'silence', version: 1, guardMs: 150 },
            ...{ author: server.ids.get('oili.oikeus'), reviewer: server.ids.get('satu.sijainen') },
            copy: expect.objectContaining({ sha256: body.sha256 }),
            original: expect.objectContaining({ sha256: body.originalSha256 }),
          }),
        }),
      }),
    );
    expect(body.manifestSha256).toMatch(/^[0-9a-f]{64}$/);
  });

  it('holds nothing of the metadata of its original, and neither does anything that is said of it', async () => {
    const metadata = chunk('LIST', Buffer.from(`INFOINAM\u0012\0\0\0${CANARY}\0`, 'latin1'));
    const plain = wav({ seconds: 2 });
    const before = riff([plain.subarray(12, 38), metadata, plain.subarray(38), chunk('id3 ', Buffer.from(CANARY))]);
    for (const [audio, name, canary] of [
      [before, `${CANARY}.wav`, CANARY],
      [TONE_FILES.mp3, `${CANARY}.mp3`, 'CANARY'],
    ] as const) {
      expect(audio.includes(canary)).toBe(true);
      const begun = await desk.caseWith(audio, name);
      const url = await desk.rendered(begun);
      const answers: Answer[] = [];
      const events = await eventsDuring(server, async () => {
        const heard = await desk.second.get(await desk.listening(url));
        answers.push(heard, await desk.second.get(`${url}/peaks`), await desk.approve(url));
      });
      answers.push(
        await desk.second.get(`/rights-requests/${begun.caseId}`),
        await desk.second.get(`/rights-requests/${begun.caseId}/redactions`),
      );
      const said = answers.flatMap(({ bytes, headers }) => [bytes, Buffer.from(JSON.stringify([...headers]))]);
      expect(said.filter(bytes => bytes.includes(canary))).toEqual([]);
      expect(JSON.stringify(events)).not.toContain(canary);
    }
  });

  it('shows in its waveform what it is, not what its original was', async () => {
    const begun = await desk.caseWith(wav({ seconds: 2, channels: 1, bits: 16 }));
    const url = await desk.rendered(begun);
    const events = await eventsDuring(server, async () => {
      const { body } = await desk.second.get(`${url}/peaks`);
      const [peaks = []] = body.peaks as number[][];
      const bin = (ms: number) => Math.round((ms * peaks.length) / 2000);
      const hidden = peaks.slice(bin(HIDDEN_MS.from) + 1, bin(HIDDEN_MS.to) - 1);
      expect([body.channels, body.durationMs, new Set(hidden)]).toEqual([1, 2000, new Set([0])]);
      expect(Math.min(...peaks.slice(0, bin(HIDDEN_MS.from) - 1))).toBeGreaterThan(0);
    });
    expect(events.map(({ action, reference }) => [action, reference])).toEqual([['waveform.viewed', begun.number]]);
    const original = await desk.author.get(`/recordings/${begun.recordingId}/peaks`);
    expect(Math.min(...((original.body.peaks as number[][])[0] ?? []))).toBeGreaterThan(0);
  });

  it('leaves the other channel as it was', async () => {
    const audio = wav({ seconds: 2, channels: 2, tag: 6 });
    const url = await desk.rendered(await desk.caseWith(audio), [{ ...MARK, channel: 1 }]);
    const copy = (await desk.hear(url)).subarray(HEADER_BYTES.coded);
    const samples = audio.subarray(audio.length - copy.length);
    const channel = (bytes: Buffer, which: number) => bytes.filter((_, place) => place % 2 === which);
    expect(channel(copy, 0)).toEqual(channel(samples, 0));
    expect(channel(copy, 1)).not.toEqual(channel(samples, 1));
  });
});

describe('a copy that is rejected', () => {
  it('is destroyed at once, and its reason is in the case file alone', async () => {
    const begun = await desk.caseWith(wav({ seconds: 1.2 }));
    const url = await desk.rendered(begun);
    const [file] = await desk.filesOf(begun);
    const audioUrl = await desk.listening(url);
    const events = await eventsDuring(server, async () => {
      expect(await desk.reject(url)).toMatchObject({ status: 200, body: { state: 'rejected', permitted: [] } });
    });
    expect(JSON.stringify(events)).not.toContain(REJECTED_BECAUSE);
    expect(await desk.filesOf(begun)).toEqual([]);
    await checkCustody(server); // no key is left of what has no row
    await server.app.get(DeleteBlobs).execute();
    await expect(readFile(join(server.folders.blobs, file?.id.slice(-2) ?? '', file?.id ?? ''))).rejects.toThrow(
      'ENOENT',
    );
    expectProblem(await desk.second.get(audioUrl), 409, 'copy-not-there');
    expectProblem(await desk.second.get(`${url}/peaks`), 409, 'copy-not-there');
    expectProblem(await desk.second.post(`${url}/listenings`), 409, 'copy-not-there');
    expect(await desk.stateOf(begun)).toBe('redacting');
    const { journal } = (await desk.author.get(`/rights-requests/${begun.caseId}`)).body;
    expect(JSON.stringify(journal)).toContain(REJECTED_BECAUSE);
  });

  it('may have been given up by its author', async () => {
    const url = await desk.rendered(await desk.caseWith(wav({ seconds: 1.2 })));
    expect((await desk.reject(url, desk.author)).body).toMatchObject({ state: 'rejected', reviewerId: null });
  });
});

describe('a version', () => {
  it('is followed by another one, which begins with its marks and takes the place of a copy that nobody has decided about', async () => {
    const begun = await desk.caseWith(wav({ seconds: 1.2 }));
    const url = await desk.rendered(begun);
    expectProblem(await desk.mark(url), 409, 'redaction-settled');
    const { status, body } = await desk.begin(begun, desk.author, 'tone');
    expect([status, body.version, body.marks, body.method]).toEqual([201, 2, [MARK], 'tone']);
    expect(await desk.filesOf(begun)).toEqual([]);
    const { items } = (await desk.author.get(`/rights-requests/${begun.caseId}/redactions`)).body;
    expect((items as { state: string }[]).map(({ state }) => state)).toEqual(['rejected', 'draft']);
    expect(await desk.stateOf(begun)).toBe('redacting');
    expectProblem(await desk.begin(begun, desk.second), 409, 'draft-waits');
  });

  it('that is approved stays when another one is begun', async () => {
    const begun = await desk.caseWith(wav({ seconds: 1.2 }));
    const url = await desk.rendered(begun);
    await desk.hear(url);
    await desk.approve(url);
    const { body } = await desk.begin(begun, desk.second);
    expect([body.version, await desk.stateOf(begun), (await desk.filesOf(begun)).length]).toEqual([2, 'redacting', 1]);
    await desk.reject(desk.at(begun.caseId, body.id));
    expect(await desk.stateOf(begun)).toBe('in-review');
  });

  it('that is approved goes when a better one is, and its hashes stay', async () => {
    const begun = await desk.caseWith(wav({ seconds: 1.2 }));
    const first = await desk.rendered(begun);
    await desk.hear(first);
    const { body: approved } = await desk.approve(first);
    const better = await desk.rendered(begun);
    await desk.hear(better);
    expect((await desk.approve(better)).body).toMatchObject({ state: 'approved', version: 2 });
    expect(await desk.filesOf(begun)).toHaveLength(1);
    const { items } = (await desk.author.get(`/rights-requests/${begun.caseId}/redactions`)).body;
    expect(items).toMatchObject([
      { state: 'rejected', sha256: approved.sha256, manifestSha256: approved.manifestSha256 },
      { state: 'approved' },
    ]);
    expectProblem(await desk.second.post(`${first}/listenings`, { as: 'copy' }), 409, 'copy-not-there');
  });

  it('that is approved goes when the recording turns out to be of somebody else', async () => {
    const begun = await desk.caseWith(wav({ seconds: 1.2 }));
    const url = await desk.rendered(begun);
    await desk.hear(url);
    await desk.approve(url);
    const { caseId, recordingId } = begun;
    const released = { state: 'released', reason: 'Puhelu on toisen henkilön.' };
    const triage = `/rights-requests/${caseId}/recordings/${recordingId}/triage`;
    expect((await desk.author.post(triage, released)).body.state).toBe('released');
    expect(await desk.filesOf(begun)).toEqual([]);
    expect(await server.sql('select id from rights_document where case_id = $1', [caseId])).toEqual([]);
    expectProblem(await desk.second.post(`${url}/listenings`, { as: 'copy' }), 409, 'copy-not-there');
    const [event] = (await loggedEvents(server, 'rights-request.recording-released')).slice(-1);
    expect(event).toMatchObject({ recordingId, facts: { givenUp: [expect.any(String)] } });
  });

  it('is marked and rendered by whoever began it', async () => {
    const begun = await desk.caseWith(wav({ seconds: 1.2 }));
    const url = await desk.begun(begun);
    expectProblem(await desk.mark(url, [MARK], desk.second), 403, 'anothers-draft');
    expectProblem(await desk.render(url, desk.second), 403, 'anothers-draft');
  });

  it('takes only marks that lie on the recording', async () => {
    const begun = await desk.caseWith(wav({ seconds: 1.2 }));
    const url = await desk.begun(begun);
    const wrong: readonly Mark[] = [
      { ...MARK, channel: 2 },
      { ...MARK, toMs: 1201 },
      { ...MARK, toMs: MARK.fromMs },
    ];
    for (const one of wrong) {
      const answer = await desk.mark(url, [MARK, one]);
      expectProblem(answer, 400, 'mark-wrong');
      expect(answer.body.mark).toBe(1);
    }
    expectProblem(
      await desk.mark(
        url,
        Array.from({ length: 1001 }, () => MARK),
      ),
      400,
      'marks-too-many',
    );
    expect(
      (await server.sql('select from rights_redaction where case_id = $1 and marks <> $2', [begun.caseId, '[]']))
        .length,
    ).toBe(0);
  });

  it('is begun of what is taken up into the case alone, while it is being assessed', async () => {
    const begun = await desk.caseWith(wav({ seconds: 1.2 }));
    const other = await desk.caseWith(wav({ seconds: 1.2, seed: 2 }));
    expectProblem(await desk.begin({ ...begun, recordingId: other.recordingId }), 409, 'recording-not-included');
    await server.sql(`update rights_recording set state = 'released' where case_id = $1`, [begun.caseId]);
    expectProblem(await desk.begin(begun), 409, 'recording-not-included');
    await server.sql(`update rights_case set state = 'decided' where id = $1`, [other.caseId]);
    expectProblem(await desk.begin(other), 409, 'wrong-state');
    const { body } = await desk.begin(await desk.caseWith(wav({ seconds: 1.2, seed: 3 })));
    expectProblem(await desk.mark(desk.at(begun.caseId, body.id)), 404, 'not-found');
  });

  it('is not begun of a recording that the officer may not hear', async () => {
    const begun = await desk.caseWith(wav({ seconds: 1.2 }));
    const elsewhere = { role: 'rights-officer', purposes: ['rights-request'], queues: ['on-call'] } as const;
    const { username } = await addPerson(server, { grants: [elsewhere] });
    expectProblem(await desk.begin(begun, await server.as(username)), 404, 'not-found');
  });
});

describe('a rendering that fails', () => {
  /** What is filed afterwards, and what the log says of the attempt. */
  async function attempt(begun: AssessedCase): Promise<[Answer, object[], unknown[]]> {
    const { body } = await desk.begin(begun);
    const url = desk.at(begun.caseId, body.id);
    await desk.mark(url);
    const answers: Answer[] = [];
    const events = await eventsDuring(server, async () => answers.push(await desk.render(url)));
    const [answer] = answers;
    if (!answer) throw new Error('nobody answered');
    return [answer, await desk.filesOf(begun), events.map(({ action, outcome, reason }) => [action, outcome, reason])];
  }

  it('files nothing of a damaged original', async () => {
    const begun = await desk.caseWith(wav({ seconds: 5 }));
    const path = join(server.folders.blobs, begun.recordingId.slice(-2), begun.recordingId);
    const whole = await readFile(path);
    const damaged = Buffer.from(whole);
    damaged[40_000] = (damaged[40_000] ?? 0) ^ 1;
    await writeFile(path, damaged);
    const [answer, files, events] = await attempt(begun);
    await writeFile(path, whole);
    expectProblem(answer, 503, 'decryption-failed');
    expect([files, events]).toEqual([[], [['rights-request.copy-rendered', 'failed', 'decryption-failed']]]);
  });

  it('files nothing of an original that is not what was received', async () => {
    const begun = await desk.caseWith(wav({ seconds: 1.2 }));
    const was = await server.sql<{ hash: Buffer }>('select audio_sha256 as hash from recording where id = $1', [
      begun.recordingId,
    ]);
    const set = (hash: Buffer) =>
      server.sql('update recording set audio_sha256 = $2 where id = $1', [begun.recordingId, hash]);
    await set(Buffer.alloc(32));
    const [answer, files, events] = await attempt(begun);
    await set(was[0]?.hash ?? Buffer.alloc(0));
    expectProblem(answer, 422, 'copy-not-verified');
    expect(answer.body.fault).toBe('original-differs');
    expect([files, events]).toEqual([[], [['rights-request.copy-rendered', 'failed', 'copy-not-verified']]]);
  });

  it('files one copy where two are made at the same time', async () => {
    const begun = await desk.caseWith(wav({ seconds: 5 }));
    const url = await desk.begun(begun);
    const answers = await Promise.all([desk.render(url), desk.render(url)]);
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409]);
    expect(await desk.filesOf(begun)).toHaveLength(1);
  });

  it('files nothing where the marks have changed meanwhile', async () => {
    const begun = await desk.caseWith(wav({ seconds: 1.2 }));
    const url = await desk.begun(begun);
    const renderCopy = server.app.get(RenderCopy);
    const execute = renderCopy.execute.bind(renderCopy);
    renderCopy.execute = async (...of) => {
      const copy = await execute(...of);
      await desk.mark(url);
      return copy;
    };
    const answer = await desk.render(url);
    renderCopy.execute = execute;
    expectProblem(answer, 409, 'redaction-settled');
    expect(await desk.filesOf(begun)).toEqual([]);
  });

  it('leaves, where its process dies between storing and filing, what reconciliation removes', async () => {
    const begun = await desk.caseWith(wav({ seconds: 1.2 }));
    const url = await desk.begun(begun);
    const crashing = await CrashingServer.start(server, 'move.key-copied');
    const elsewhere = await new Client(crashing.url).signIn('oili.oikeus', DEMO_PASSWORD);
    await Promise.all([desk.render(url, elsewhere).catch(() => undefined), crashing.toItsDeath()]);
    expect(await desk.filesOf(begun)).toEqual([]);
    expect((await custodyFindings(server)).map(finding => finding.split(' ')[0])).toEqual(['blob', 'key']);
    await reconcileLater(server, 25 * 3_600_000);
    await server.app.get(DeleteBlobs).execute();
    await checkCustody(server);
    desk = await RedactionScenes.on(server);
    expect((await desk.render(url)).body.state).toBe('rendered');
  });
});
