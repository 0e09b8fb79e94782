import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Decrypter, generateX25519Identity, identityToRecipient } from 'age-encryption';
import { extract } from 'tar-stream';
import { Readable } from 'node:stream';
import { addDays, startOfDay, type Day } from '../../src/kernel/calendar.js';
import { ProveEmpty, Reconcile, RunPurges } from '../../src/retention/index.js';
import { checkCustody } from '../custody/check-custody.js';
import { wav } from '../support/audio.js';
import type { Client } from '../support/client.js';
import { runCommand } from '../support/embedded-server.js';
import { loggedEvents } from '../support/log.js';
import { callMetadata } from '../support/metadata.js';
import { expectProblem } from '../support/refused.js';
import { startTestServer, type TestServer } from '../support/server.js';

const DAY_MS = 86_400_000;
const TO = 'Uusi järjestelmä Oy';
const proposal = { to: TO, reason: 'Sopimus päättyy' };
const approved = { outcome: 'approved', reason: 'Sopimuksen liite 4' };

let server: TestServer;
let yrjo: Client;
let oili: Client;
let folder = '';
let recordings: { id: string; contactId: string; dueOn: Day }[] = [];
let quarantineId = '';

// The command goes by the machine's own clock.
const AT = new Date();

async function deliver(seed: number): Promise<{ id: string; contactId: string; dueOn: Day }> {
  const { status, body } = await server
    .ingest()
    .deliver(callMetadata(AT, { note: 'muistiinpano' }), wav({ seed, seconds: 0.4 }));
  expect(status).toBe(201);
  return { id: String(body.id), contactId: String(body.contactId), dueOn: body.dueOn as Day };
}

async function approvedDeparture(): Promise<string> {
  const { body } = await yrjo.post('/departures', proposal);
  expect((await oili.post(`/departures/${String(body.id)}/decision`, approved)).status).toBe(200);
  return String(body.id);
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tallenne-leaving-'));
  server = await startTestServer({ at: AT });
  [yrjo, oili] = [await server.as('yrjo.yllapito'), await server.as('oili.oikeus')];
  recordings = [await deliver(1), await deliver(2), await deliver(3)];
  const aside = await server.ingest().deliver(callMetadata(AT, { notice: { played: false } }), wav({ seed: 4 }));
  quarantineId = String(aside.body.quarantineId);
  await server.sql('update recording set restricted = true where id = $1', [recordings[1]?.id]);
});

afterAll(async () => {
  await checkCustody(server);
  await server.stop();
  await rm(folder, { recursive: true, force: true });
});

const departuresOf = async () => (await (await server.as('aila.auditoija')).get('/departures')).body;

describe('a departure', () => {
  it('is proposed by an administrator and decided by a rights officer, with what each says', async () => {
    const { status, body } = await yrjo.post('/departures', proposal);
    expect(status).toBe(201);
    expect(body).toMatchObject({ state: 'pending', ...proposal, proposerName: 'Yrjö Ylläpito', mayDecide: false });
    expectProblem(await oili.post('/departures', proposal), 403, 'not-permitted');
    expectProblem(await yrjo.post(`/departures/${String(body.id)}/decision`, approved), 403, 'not-permitted');
    const refused = await oili.post(`/departures/${String(body.id)}/decision`, {
      outcome: 'refused',
      reason: 'Ei vielä',
    });
    expect(refused.body).toMatchObject({ state: 'refused', decisionReason: 'Ei vielä' });
    expectProblem(await oili.post(`/departures/${String(body.id)}/decision`, approved), 409, 'departure-settled');
    const events = await loggedEvents(server, 'departure.proposed', 'departure.decided');
    expect(events.map(({ outcome, reason }) => reason ?? outcome)).toEqual(['done', 'done', 'departure-settled']);
    expect(JSON.stringify(events)).not.toMatch(/järjestelmä|Sopimus|Ei vielä/);
    expect(await departuresOf()).toMatchObject({ items: [{ state: 'refused', to: TO }], nextCursor: null });
  });

  it('is not decided by who proposed it, whatever roles they have', async () => {
    const { body } = await yrjo.post('/departures', proposal);
    await server.sql('update departure set proposed_by = $2 where id = $1', [body.id, server.ids.get('oili.oikeus')]);
    expectProblem(await oili.post(`/departures/${String(body.id)}/decision`, approved), 403, 'not-second-person');
    await expect(server.sql(`update departure set decided_by = proposed_by where id = $1`, [body.id])).rejects.toThrow(
      'departure_by_two',
    );
  });

  it('lapses after seven days, undecided or approved', async () => {
    const [waiting, ready] = [String((await yrjo.post('/departures', proposal)).body.id), await approvedDeparture()];
    await server.sql(`update departure set lapses_at = $2 where id = any($1::uuid[])`, [[waiting, ready], AT]);
    expectProblem(await oili.post(`/departures/${waiting}/decision`, approved), 409, 'departure-settled');
    const { code, output } = await runCommand(
      server.env,
      'export-all',
      join(folder, 'late'),
      '--departure',
      ready,
      '--in-clear',
    );
    expect([code, output]).toEqual([1, expect.stringContaining('no approved departure')]);
  });
});

describe('taking everything out', () => {
  let departure = '';

  beforeAll(async () => {
    departure = await approvedDeparture();
  });

  const exportAll = (name: string, ...more: readonly string[]) =>
    runCommand(server.env, 'export-all', join(folder, name), '--departure', departure, ...more);

  it('asks whether it goes to a recipient or lies open, and where', async () => {
    expect((await exportAll('x')).output).toContain('--to or --in-clear');
    expect((await exportAll('x', '--in-clear', '--to', 'age1x')).output).toContain('--to or --in-clear');
    expect((await exportAll('x', '--to', 'age1x')).output).toContain('not the recipient of an age key');
    await writeFile(join(folder, 'letter.txt'), 'precious');
    expect((await exportAll('.', '--in-clear')).output).toContain('not empty');
    expect(
      (
        await runCommand(
          server.env,
          'export-all',
          join(server.folders.data, 'x'),
          '--departure',
          departure,
          '--in-clear',
        )
      ).output,
    ).toContain('beside each other');
    expect(await loggedEvents(server, 'recording.exported')).toEqual([]);
  }, 240_000);

  it('writes audio, history, log, certificates, holds and rules, each named with its hash', async () => {
    const { code, output } = await exportAll('open', '--in-clear');
    expect([code, output]).toEqual([0, expect.stringContaining('Everything will lie open')]);
    const at = (name: string) => readFile(join(folder, 'open', 'export', name));
    const manifest = JSON.parse((await at('manifest.json')).toString('utf8')) as Manifest;
    expect(manifest).toMatchObject({
      departureId: departure,
      restricted: [recordings[1]?.contactId, recordings[1]?.id].sort(),
    });
    expect(manifest.unreadable).toEqual([]);
    for (const { name, sizeBytes, sha256 } of manifest.files) {
      const bytes = await at(name);
      expect([bytes.length, sha256Of(bytes)]).toEqual([sizeBytes, sha256]);
    }
    for (const [index, { id, contactId }] of recordings.entries()) {
      expect((await at(`recordings/${id}.wav`)).equals(wav({ seed: index + 1, seconds: 0.4 }))).toBe(true);
      const contact = JSON.parse((await at(`contacts/${contactId}.json`)).toString('utf8')) as Record<string, unknown>;
      expect(contact).toMatchObject({
        note: 'muistiinpano',
        parties: [{ kind: 'caller', name: 'Testi Soittaja' }],
        recordings: [{ id }],
      });
    }
    expect((await at(`to-sort-out/${quarantineId}.wav`)).equals(wav({ seed: 4 }))).toBe(true);
    const names = manifest.files.map(({ name }) => name);
    for (const name of [
      'certificates-0001.ndjson',
      'holds-0001.ndjson',
      'rules-0001.ndjson',
      'log/checkpoint',
      'log/verifier-keys',
    ]) {
      expect(names).toContain(name);
    }
    const verified = await runCommand(server.env, 'audit', 'verify', '--export', join(folder, 'open', 'export', 'log'));
    expect(verified.code).toBe(0);
    expect(await readdir(join(folder, 'open'))).toEqual(['export']);
  }, 240_000);

  it('leaves an event for each recording, and one for the whole with the hash of its manifest', async () => {
    const each = await loggedEvents(server, 'recording.exported');
    expect(each.flatMap(({ recordingId }) => recordingId ?? []).sort()).toEqual(recordings.map(({ id }) => id).sort());
    expect(each.filter(({ facts }) => facts?.restricted === true)).toHaveLength(1);
    const [whole] = await loggedEvents(server, 'departure.exported');
    const hash = sha256Of(await readFile(join(folder, 'open', 'export', 'manifest.json')));
    expect(whole).toMatchObject({
      object: { id: departure },
      facts: { recording: 3, manifestSha256: hash, encrypted: false },
    });
    expect((await departuresOf()).items).toContainEqual(
      expect.objectContaining({ id: departure, state: 'exported', manifestSha256: hash }),
    );
  });

  it('happens once for each departure', async () => {
    expect((await exportAll('again', '--in-clear')).output).toContain('no approved departure');
  });

  it('goes to an age recipient as one archive, of which nothing lies on the disk in clear', async () => {
    departure = await approvedDeparture();
    const identity = await generateX25519Identity();
    const { code } = await exportAll('sealed', '--to', await identityToRecipient(identity));
    expect(code).toBe(0);
    expect(await readdir(join(folder, 'sealed'))).toEqual(['export.tar.age']);
    const sealed = await readFile(join(folder, 'sealed', 'export.tar.age'));
    expect(sealed.includes('Soittaja')).toBe(false);
    const decrypter = new Decrypter();
    decrypter.addIdentity(identity);
    const files = await filesOf(Buffer.from(await decrypter.decrypt(sealed)));
    const manifest = JSON.parse(files.get('manifest.json')?.toString('utf8') ?? '') as Manifest;
    expect([...files.keys()].at(-1)).toBe('manifest.json');
    expect(files.size).toBe(manifest.files.length + 1);
    for (const { name, sha256 } of manifest.files) expect(sha256Of(files.get(name) ?? Buffer.alloc(0))).toBe(sha256);
    expect(files.get(`recordings/${recordings[0]?.id ?? ''}.wav`)?.equals(wav({ seed: 1, seconds: 0.4 }))).toBe(true);
  }, 240_000);

  it('names what could not be opened, and takes the rest along', async () => {
    departure = await approvedDeparture();
    const [lost] = recordings;
    const path = join(server.folders.blobs, lost?.id.slice(-2) ?? '', lost?.id ?? '');
    const bytes = await readFile(path);
    await rm(path);
    const { code, output } = await exportAll('lost', '--in-clear');
    expect([code, output]).toEqual([0, expect.stringContaining('1 units could not be opened')]);
    const manifest = JSON.parse(await readFile(join(folder, 'lost/export/manifest.json'), 'utf8')) as Manifest;
    expect(manifest.unreadable).toEqual([{ kind: 'recording', unitId: lost?.id }]);
    await writeFile(path, bytes);
  }, 240_000);
});

describe('the proof of emptiness', () => {
  it('fails while anything is there', async () => {
    const { code, output } = await runCommand(server.env, 'prove-empty');
    expect([code, output]).toEqual([1, expect.stringContaining('table recording: 3 - THIS SHOULD NOT BE HERE')]);
    const [event] = await loggedEvents(server, 'emptiness.proved');
    expect(event).toMatchObject({
      outcome: 'failed',
      reason: 'not-empty',
      facts: { left: { 'table recording': 3, blobs: 4 } },
    });
  }, 240_000);

  it('holds when everything is over, and its hash is in the log', async () => {
    const last =
      recordings
        .map(({ dueOn }) => dueOn)
        .sort()
        .at(-1) ?? ('' as Day);
    server.clock.moveTo(new Date(startOfDay(addDays(last, 1)).getTime() + DAY_MS));
    await server.app.get(RunPurges).execute();
    await server.app.get(Reconcile).execute(null);
    const { isEmpty, lines, sha256 } = await server.app.get(ProveEmpty).execute();
    expect([lines.filter(line => line.includes('SHOULD NOT')), isEmpty]).toEqual([[], true]);
    expect(lines.join('\n')).toMatch(/table audit_event: \d+ - the access log/);
    expect(lines.join('\n')).toMatch(/table deletion_certificate: 7 - proof of deletion/);
    expect(sha256Of(Buffer.from(lines.map(line => `${line}\n`).join('')))).toBe(sha256);
    const [event] = (await loggedEvents(server, 'emptiness.proved')).slice(-1);
    expect(event).toMatchObject({ outcome: 'done', facts: { sha256, left: {} } });
  });
});

interface Manifest {
  readonly restricted: readonly string[];
  readonly unreadable: readonly object[];
  readonly files: readonly { readonly name: string; readonly sizeBytes: number; readonly sha256: string }[];
}

function sha256Of(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}

async function filesOf(tar: Buffer): Promise<Map<string, Buffer>> {
  const files = new Map<string, Buffer>();
  for await (const entry of Readable.from([tar]).pipe(extract())) {
    const pieces: Buffer[] = [];
    for await (const piece of entry as AsyncIterable<Buffer>) pieces.push(piece);
    files.set(entry.header.name, Buffer.concat(pieces));
  }
  return files;
}
