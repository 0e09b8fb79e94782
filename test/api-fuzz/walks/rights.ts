import { packageCode } from '../../../src/rights/package/package-code.js';
import { ADDRESSEE, DISCLOSED, FILE, REPRESENTATIVE, WORDS } from '../../support/canaries.js';
import { EffectScenes } from '../../support/rights-effects.js';
import { RightsScenes } from '../../support/rights.js';
import { idOf, type Body, type Walk, type Walker } from '../walk.js';

const MARK = { channel: 'all', fromMs: 600, toMs: 1000, reason: 'patient' };
const NOBODY_HERE = { name: 'Ventti Vieraskävijä' };

/** A request with its officers. */
interface Case {
  readonly id: string;
  readonly path: string;
}

/** Access, with a copy that is redacted, from receipt to close. */
export async function access(walk: Walk): Promise<void> {
  const [agent, officer, second] = [
    await walk.as('agent'),
    await walk.as('rights-officer'),
    await walk.as('rights-officer', 1),
  ];
  const dpo = await walk.as('data-protection-officer');
  const call = await walk.delivered();
  const at = await received(walk, agent);
  await handled(walk, at, officer);
  const ofCall = `${at.path}/recordings/${call.id}`;
  await walk.post(officer, `${at.path}/searches`, { as: 'caller', phone: '+358 45 765 4321' });
  await walk.post(officer, `${ofCall}/triage`, { state: 'included', relation: 'caller', reason: WORDS.triage });
  await restReleased(walk, at, call.id);
  const why = { decision: 'redacted-copy', ground: 'rights-of-others-15-4', reasons: WORDS.assessment };
  const assessed = await walk.post(officer, `${ofCall}/assessment`, {
    whose: ['requester', 'patient'],
    forwardToCustomer: true,
    ...why,
  });
  const { prepared } = assessed.assessment as { prepared: string };
  await walk.post(second, `${ofCall}/assessment/confirmation`, { prepared });
  await walk.post(officer, `${at.path}/forwarding`, { customer: WORDS.customer, what: WORDS.forwarded });
  await redacted(walk, at, ofCall, [officer, second]);
  const claim = await claimOf(walk, at, officer, 'access');
  const partly = { outcome: 'partly-granted', ground: 'rights-of-others-15-4', reasons: WORDS.decision };
  const decided = await walk.post(officer, `${claim}/decision`, partly);
  await walk.post(second, `${claim}/confirmation`, { prepared: decided.prepared });
  await answered(walk, at, officer);
  for (const part of ['', '/documents', '/effects', '/recipients', '/similar', '/deliveries', '/redactions'])
    await walk.get(dpo, `${at.path}${part}`);
  await walk.get(dpo, `${at.path}/file`);
  await walk.post(dpo, `${at.path}/file`, { code: packageCode() });
  await walk.post(officer, `${at.path}/recipients-notified`);
  await walk.post(officer, `${at.path}/closing`, { note: WORDS.closing });
}

async function received(walk: Walk, agent: Walker): Promise<Case> {
  const person = { name: 'Sinisirkku Kanariainen', address: WORDS.address, unit: WORDS.unit };
  const request = await walk.post(agent, '/rights-requests', {
    ...{ receivedAt: walk.now, channel: 'e-mail', language: 'fi', text: WORDS.request, rights: ['access'] },
    ...{ person, representative: REPRESENTATIVE },
  });
  const at = { id: idOf(request), path: `/rights-requests/${idOf(request)}` };
  const file = { name: 'file', value: null, file: { name: FILE.name, bytes: Buffer.from(FILE.content) } };
  await walk.step(agent, 'POST', `${at.path}/attachments`, { form: { as: 'form', parts: [file], spoil: null } });
  return at;
}

async function handled(walk: Walk, at: Case, officer: Walker): Promise<void> {
  const identity = { method: 'mandate-and-identity', doubt: WORDS.doubt };
  await walk.post(officer, `${at.path}/triage`, { rights: ['access'], officerId: officer.id, identity });
  await walk.post(officer, `${at.path}/stops`, {
    kind: 'clarification',
    stoppedAt: walk.now,
    question: WORDS.question,
  });
  const { stops } = (await walk.get(officer, at.path)) as { stops?: { id: string }[] };
  await walk.post(officer, `${at.path}/stops/${stops?.at(-1)?.id ?? ''}/end`, {
    resumedAt: walk.now,
    answer: WORDS.reply,
  });
  await walk.post(officer, `${at.path}/extension`, {
    reason: 'complexity',
    words: WORDS.extension,
    noticeSentOn: walk.today,
  });
}

/** What else the search at receipt has found is none of this case. */
async function restReleased(walk: Walk, { id }: Case, but: string): Promise<void> {
  await walk.server.sql(
    `update rights_recording set state = 'released' where case_id = $1 and recording_id <> $2 and state = 'candidate'`,
    [id, but],
  );
}

async function redacted(walk: Walk, at: Case, ofCall: string, [officer, second]: readonly [Walker, Walker]) {
  const rendered = async () => {
    const path = `${at.path}/redactions/${idOf(await walk.post(officer, `${ofCall}/redactions`, { method: 'silence' }))}`;
    await walk.put(officer, `${path}/marks`, { marks: [MARK] });
    await walk.post(officer, `${path}/rendering`);
    return path;
  };
  const first = await rendered();
  await walk.post(second, `${first}/rejection`, { reason: WORDS.rejection });
  const copy = await rendered();
  await walk.get(second, `${copy}/peaks`);
  const heard = String((await walk.post(second, `${copy}/listenings`)).audioUrl);
  await walk.step(second, 'HEAD', heard);
  await walk.get(second, heard);
  await walk.post(second, `${copy}/approval`);
}

async function claimOf(walk: Walk, at: Case, officer: Walker, right: string): Promise<string> {
  const { claims = [] } = (await walk.get(officer, at.path)) as { claims?: { id: string; right: string }[] };
  return `${at.path}/claims/${claims.find(claim => claim.right === right)?.id ?? ''}`;
}

async function answered(walk: Walk, { path }: Case, officer: Walker): Promise<void> {
  await walk.get(officer, `${path}/letters/missing?kind=answer`);
  const parts = { to: ADDRESSEE, effects: { access: WORDS.effect } };
  const letter = await walk.post(officer, `${path}/letters`, { kind: 'answer', parts });
  await walk.get(officer, `${path}/documents/${String(letter.documentId)}`);
  const packed = await walk.post(officer, `${path}/package`, { channel: 'download' });
  const post = await walk.post(officer, `${path}/deliveries`, {
    ...{ documentId: letter.documentId, channel: 'post', to: WORDS.to, proof: WORDS.proof },
  });
  const offered = await walk.post(officer, `${path}/deliveries`, {
    ...{ documentId: packed.documentId, channel: 'download', to: WORDS.to },
  });
  const astray = await walk.post(officer, `${path}/deliveries`, {
    ...{ documentId: packed.documentId, channel: 'download', to: WORDS.to },
  });
  await walk.post(officer, `${path}/deliveries/${idOf(astray)}/ending`);
  const { token } = offered.download as { token: string };
  await walk.get(walk.nobody(), `/downloads/${token}`);
  await walk.post(walk.nobody(), `/downloads/${token}`, { code: packed.code });
  await walk.post(officer, `${path}/answering`, { deliveryId: post.id });
}

/** Restriction, objection, rectification and erasure, with what a second person confirms of them. */
export async function effects(walk: Walk): Promise<void> {
  const [agent, officer, second] = [
    await walk.as('agent'),
    await walk.as('rights-officer'),
    await walk.as('rights-officer', 1),
  ];
  const rights = ['restriction', 'objection', 'rectification', 'erasure'];
  const call = await walk.delivered();
  const at = await takenUp(walk, agent, rights, call);
  const [recordingIds, words] = [[call.id], WORDS.effect];
  const confirmed = async (effect: Body) => walk.post(second, `${at.path}/effects/${idOf(effect)}/confirmation`);
  await walk.post(officer, `${at.path}/restrictions`, { recordingIds, ground: '18-1-a', words });
  const until = walk.inDays(10);
  await confirmed(
    await walk.post(officer, `${at.path}/restriction-exceptions`, {
      recordingIds,
      ground: 'legal-claims',
      until,
      words,
    }),
  );
  const informed = { on: walk.today, channel: 'post' };
  await confirmed(await walk.post(officer, `${at.path}/restriction-liftings`, { recordingIds, words, informed }));
  const purposes = ['service-level-study'];
  await walk.post(officer, `${at.path}/purpose-blocks`, { recordingIds, purposes, because: 'objection', words });
  await confirmed(await walk.post(officer, `${at.path}/purpose-unblocks`, { recordingIds, purposes, words }));
  const correction = { recordingId: call.id, field: 'ticket', value: 'T-9', why: WORDS.correction };
  await walk.post(officer, `${at.path}/corrections`, correction);
  await walk.post(officer, `${at.path}/statements`, { recordingId: call.id, text: WORDS.statement });
  await new EffectScenes(walk.server).confirmed({ ...at, number: '' }, 'erasure', 'granted', [officer.id, second.id]);
  await confirmed(await walk.post(officer, `${at.path}/erasures`, { recordingIds }));
}

/** A case that others are linked to, moved on by hand. */
export async function links(walk: Walk): Promise<void> {
  const [agent, officer] = [await walk.as('agent'), await walk.as('rights-officer')];
  const [one, other] = [await received(walk, agent), await received(walk, agent)];
  await walk.post(officer, `${one.path}/triage`, { rights: ['access'], officerId: officer.id });
  await walk.post(officer, `${one.path}/links`, { with: other.id });
  await walk.delete(officer, `${one.path}/links`);
  await walk.post(officer, `${one.path}/moves`, { to: 'searching' });
  await walk.get(officer, `${one.path}/portability`);
  await walk.post(officer, '/rights-mailbox/tests', { sentAt: walk.now, arrivedAt: walk.now, note: 'Koe.' });
}

async function takenUp(walk: Walk, agent: Walker, rights: readonly string[], call: { id: string }): Promise<Case> {
  const { id } = await walk.post(agent, '/rights-requests', {
    ...{ receivedAt: walk.now, channel: 'oral', language: 'fi', text: WORDS.request, rights, person: NOBODY_HERE },
  });
  await new RightsScenes(walk.server).takeUp(String(id), call.id);
  return { id: String(id), path: `/rights-requests/${String(id)}` };
}

/** What an authority asked for, sent back once, and given. */
export async function disclosure(walk: Walk): Promise<void> {
  const [officer, second] = [await walk.as('rights-officer'), await walk.as('rights-officer', 1)];
  const call = await walk.delivered();
  const id = idOf(await walk.post(officer, '/disclosures', { receivedAt: walk.now, ...DISCLOSED }));
  const path = `/disclosures/${id}`;
  await walk.post(officer, `${path}/recordings`, { recordings: [{ recordingId: call.id }] });
  await walk.post(officer, `${path}/preparation`);
  await walk.post(second, `${path}/decision`, { outcome: 'sent-back', reason: WORDS.disclosureSentBack });
  const { prepared } = await walk.post(officer, `${path}/preparation`);
  await walk.post(second, `${path}/decision`, { outcome: 'confirmed', prepared });
  const at = `/rights-requests/${id}`;
  await walk.post(officer, `${at}/letters`, { kind: 'disclosure-cover' });
  const { documentId } = await walk.post(officer, `${at}/package`, { channel: 'zip' });
  const sent = { documentId, channel: 'handed-over', to: WORDS.to, proof: WORDS.proof };
  const delivery = await walk.post(officer, `${at}/deliveries`, sent);
  await walk.post(officer, `${at}/answering`, { deliveryId: delivery.id });
  await recipientsTold(walk, officer, call, id);
}

/** Whoever received a recording is told that it was corrected (GDPR art. 19). */
async function recipientsTold(walk: Walk, officer: Walker, call: { id: string }, disclosureId: string): Promise<void> {
  const at = await takenUp(walk, await walk.as('agent'), ['rectification'], call);
  const correction = { recordingId: call.id, field: 'ticket', value: 'T-8', why: WORDS.correction };
  await walk.post(officer, `${at.path}/corrections`, correction);
  await walk.get(officer, `${at.path}/recipients`);
  const recipient = { kind: 'disclosure', id: disclosureId };
  await walk.post(officer, `${at.path}/recipient-notices`, { recipient, channel: 'post', sentOn: walk.today });
}
