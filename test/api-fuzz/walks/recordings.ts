import { wav } from '../../support/audio.js';
import { callMetadata } from '../../support/metadata.js';
import { newId } from '../../../src/kernel/ids.js';
import { DataKey } from '../../../src/platform/crypto/data-key.js';
import { fetchedFrom } from '../../../src/recordings/ingest/deliverer.js';
import { recordingMetadata } from '../../../src/recordings/ingest/metadata.schemas.js';
import { Quarantine } from '../../../src/recordings/quarantine/quarantine.js';
import { idOf, type Walk, type Walker } from '../walk.js';

const WHOLE = wav({ seconds: 0.1, seed: 9 });

export async function listening(walk: Walk): Promise<void> {
  const [lead, agent] = [await walk.as('team-lead'), await walk.as('agent')];
  const { id, contactId } = await walk.delivered();
  for (const path of ['', '/peaks', '/playbacks']) await walk.get(lead, `/recordings/${id}${path}`);
  await walk.post(lead, '/recordings/searches', { phone: '+358 45 765 4321' });
  await walk.post(lead, `/recordings/${id}/reveals`, {
    ...{ field: 'name', purpose: 'service-development', reference: 'INC-1' },
  });
  await walk.patch(agent, `/contacts/${contactId}`, { ticket: 'INC-2' });
  const wanted = { purpose: 'service-development', reference: 'INC-1' };
  const playback = await walk.post(lead, `/recordings/${id}/playbacks`, wanted);
  const audio = `/playbacks/${idOf(playback)}/audio`;
  await walk.step(lead, 'HEAD', audio);
  await walk.get(lead, audio);
  await walk.get(lead, audio, [['range', 'bytes=10-99']]);
  await walk.delete(lead, `/playbacks/${idOf(playback)}`, { playedMs: 100 });
  const search = await walk.post(lead, '/me/saved-searches', { name: 'Omat', filters: { days: 7 } });
  await walk.delete(lead, `/me/saved-searches/${idOf(search)}`);
}

export async function complaints(walk: Walk): Promise<void> {
  const [handler, lead] = [await walk.as('complaint-handler'), await walk.as('team-lead')];
  const reference = `V-${walk.number()}`;
  const wanted = { kind: 'complaint', reference, necessity: 'Asia on kesken.', until: walk.inDays(100) };
  const hold = async () => idOf(await walk.post(handler, `/recordings/${(await walk.delivered()).id}/holds`, wanted));
  const approved = await hold();
  await walk.post(lead, `/holds/${approved}/approval`);
  await walk.get(lead, `/holds/${approved}`);
  await walk.post(lead, `/holds/${approved}/reviews`, { nextReviewOn: walk.inDays(60), reason: 'Yhä kesken.' });
  await walk.post(handler, `/holds/${approved}/extensions`, { necessity: 'Kesken.', until: walk.inDays(150) });
  await walk.post(lead, `/holds/${await hold()}/refusal`, { reason: 'Ei tarvita.' });
  await walk.get(handler, '/complaint-cases');
  await walk.post(handler, '/complaint-cases/closures', { reference, reason: 'Sovittu.' });
  await walk.post(handler, '/complaint-cases/reopenings', { reference });
  const released = await hold();
  await walk.post(lead, `/holds/${released}/approval`);
  await walk.post(handler, `/holds/${released}/release`, { reason: 'Päättyi.' });
}

export async function erasing(walk: Walk): Promise<void> {
  const [agent, lead] = [await walk.as('agent'), await walk.as('team-lead')];
  const wanted = { ground: 'private-call', reason: 'Yksityinen puhelu.' };
  const asked = async (what: 'recordings' | 'contacts') => {
    const { id, contactId } = await walk.delivered();
    return idOf(await walk.post(agent, `/${what}/${what === 'contacts' ? contactId : id}/erasure`, wanted));
  };
  const first = await asked('recordings');
  await walk.get(lead, `/erasures/${first}`);
  await walk.post(lead, `/erasures/${first}/confirmation`);
  await walk.post(lead, `/erasures/${await asked('contacts')}/refusal`, { reason: 'Kuuluu palveluun.' });
  await walk.post(agent, `/erasures/${await asked('recordings')}/withdrawal`);
}

export async function training(walk: Walk): Promise<void> {
  const [trainer, lead] = [await walk.as('trainer'), await walk.as('team-lead')];
  const wanted = { course: 'K-1', necessity: 'Hyvä esimerkki.', until: walk.inDays(200) };
  const asked = async () => {
    const { id } = await walk.delivered();
    return idOf(await walk.post(trainer, `/recordings/${id}/training-copies`, wanted));
  };
  const made = await asked();
  await walk.post(lead, `/training-copies/${made}/approval`, { nothingToRedact: true, statement: 'Kuuntelin.' });
  await walk.get(lead, `/training-copies/${made}`);
  await walk.post(lead, `/training-copies/${made}/release`);
  await walk.post(lead, `/training-copies/${await asked()}/refusal`, { reason: 'Siinä on nimi.' });
}

export async function samples(walk: Walk): Promise<void> {
  const lead = await walk.as('team-lead');
  const queue = `jono-${walk.number()}`;
  const started = new Date('2026-11-18T08:00:00Z'); // in the week before
  const span = { startedAt: started.toISOString(), endedAt: new Date(started.getTime() + 60_000).toISOString() };
  const { id } = await walk.delivered({ queue, ...span });
  await walk.get(lead, '/weekly-samples/pools?week=2026-11-16');
  const sample = await walk.post(lead, '/weekly-samples', { queue, week: '2026-11-16', calls: 1 });
  await walk.get(lead, `/weekly-samples/${idOf(sample)}`);
  await walk.post(lead, `/recordings/${id}/playbacks`, { purpose: 'service-development', reference: 'OTOS-1' });
  const note = await walk.put(lead, `/recordings/${id}/call-note`, { text: 'Hyvin hoidettu.' });
  await walk.get(lead, `/call-notes/${idOf(note)}`);
}

export async function sortingOut(walk: Walk): Promise<void> {
  const lead = await walk.as('team-lead');
  const item = () => walk.waiting();
  const first = await item();
  await walk.get(lead, `/quarantined-items/${first}`);
  await walk.get(lead, '/quarantined-items/causes');
  await walk.patch(lead, `/quarantined-items/${first}`, { fields: { queue: 'on-call' }, reason: 'Väärä jono.' });
  const notice = { played: true, version: '2026-1', language: 'fi' };
  await walk.post(lead, `/quarantined-items/${first}/filing`, { notice, reason: 'Tiedote soi.' });
  await walk.post(lead, `/quarantined-items/${await item()}/destruction`, { reason: 'Ei tiedotetta.' });
  await walk.post(lead, '/quarantined-items/filings', { ids: [await item()], notice, reason: 'Tiedote soi.' });
  await walk.post(lead, '/quarantined-items/destructions', { ids: [await item()], reason: 'Ei tiedotetta.' });
  const { id } = await withoutAudio(walk);
  await walk.post(lead, `/quarantined-items/${id}/explanation`, { reason: 'Ei syntynyt.' });
}

/** A call that a watched folder has announced, whose audio has not come. */
async function withoutAudio({ server }: Walk) {
  const [now, key] = [server.clock.now(), DataKey.generate()];
  const [id, call] = [newId(now), recordingMetadata.parse(callMetadata(now))];
  const kept = { id, key, source: call.source, externalId: call.externalId, reason: 'audio-missing', call } as const;
  const without = { document: null, audio: null, latestDueOn: null, dropped: [] };
  await server.app.get(Quarantine).keep({ ...kept, ...without }, fetchedFrom('folder'));
  return { id, source: call.source, externalId: call.externalId };
}

export async function arrivals(walk: Walk): Promise<void> {
  const [ingest, administrator, lead] = [
    await walk.machine('ingest'),
    await walk.as('administrator'),
    await walk.as('team-lead'),
  ];
  await upload(walk, ingest);
  const call = { name: 'metadata', value: callMetadata(walk.server.clock.now()) };
  const audio = { name: 'audio', value: null, file: { name: 'call.wav', bytes: WHOLE } };
  await walk.step(ingest, 'POST', '/recordings', { form: { as: 'form', parts: [call, audio], spoil: null } });
  const source = `pbx-${walk.number()}`;
  await walk.put(administrator, `/sources/${source}`, { keepsIdentityCodes: false, notice: null });
  await walk.get(administrator, `/sources/${source}`);
  const sample = 'externalId,startedAt\nA-1,2026-11-24T06:00:00Z\n';
  await walk.post(administrator, '/sources/previews', { form: { format: 'csv' }, sample });
  const { id } = await walk.as('agent');
  await walk.put(administrator, '/agent-names', { source, kind: 'extension', name: '77', staffId: id });
  const version = `v${walk.number()}`;
  await walk.post(administrator, '/announcement-texts', { version, language: 'fi', text: 'Puhelu tallennetaan.' });
  await walk.get(lead, `/completeness/${source}?day=${walk.today}`);
  const { id: _, ...missing } = await withoutAudio(walk);
  await walk.post(lead, '/arrivals/explanations', { ...missing, reason: 'source-fault', text: 'Levy täynnä' });
}

async function upload(walk: Walk, ingest: Walker): Promise<void> {
  const metadata = JSON.stringify(callMetadata(walk.server.clock.now()));
  const tus = ['tus-resumable', '1.0.0'] as const;
  const begun = async () => {
    const headers = [
      tus,
      ['upload-length', String(WHOLE.length)] as const,
      [
        'upload-metadata',
        `metadata ${Buffer.from(metadata.replace(/test-/, `up${walk.number()}-`)).toString('base64')}`,
      ] as const,
    ];
    const { headers: said } = await walk.answer(ingest, 'POST', '/recordings/uploads', { headers });
    return `/recordings/uploads/${String(said.location).split('/').at(-1) ?? ''}`;
  };
  const first = await begun();
  await walk.step(ingest, 'HEAD', first, { headers: [tus] });
  const form = { as: 'bytes', bytes: WHOLE, type: 'application/offset+octet-stream' } as const;
  await walk.step(ingest, 'PATCH', first, { headers: [tus, ['upload-offset', '0']], form });
  await walk.step(ingest, 'DELETE', await begun(), { headers: [tus] });
}
