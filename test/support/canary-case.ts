import { packageCode } from '../../src/rights/package/package-code.js';
import { helsinkiDay } from '../../src/kernel/calendar.js';
import { chunk, riff, wav } from './audio.js';
import { ADDRESSEE, CALLER, DISCLOSED, FILE, REPRESENTATIVE, WORDS } from './canaries.js';
import type { Answer, Client } from './client.js';
import { callMetadata } from './metadata.js';
import type { Mark } from '../../src/recordings/index.js';
import { RightsScenes } from './rights.js';
import type { TestServer } from './server.js';

/** What nobody may hear: a pattern that the marked part of the sound consists of, 8-bit samples of two channels. */
export const SECRET_SOUND = Buffer.from('SALAISUUS!'.repeat(4000), 'latin1');
const [FROM_MS, TO_MS] = [1000, 1900];
const BYTES_PER_MS = 16;
export const HIDDEN_PART: Mark = { channel: 'all', fromMs: FROM_MS, toMs: TO_MS, reason: 'patient' };
/** Without the guard bands around the mark. */
export const WELL_INSIDE_MS = { from: FROM_MS, to: TO_MS };

/** A call whose middle is {@link SECRET_SOUND}, with a canary among its tags. */
export function secretCall(): Buffer {
  const plain = wav({ seconds: 3 });
  const at = plain.length - 3000 * BYTES_PER_MS + FROM_MS * BYTES_PER_MS;
  SECRET_SOUND.copy(plain, at, 0, (TO_MS - FROM_MS) * BYTES_PER_MS);
  const tag = Buffer.from(`INFOINAM\u0010\0\0\0${FILE.tag}`, 'latin1');
  return riff([plain.subarray(12, 38), chunk('LIST', tag), plain.subarray(38)]);
}

/** What a case has given ids to. */
export interface CaseIds {
  readonly id: string;
  readonly number: string;
  readonly recordingId: string;
  readonly contactId: string;
  readonly attachmentId: string;
  readonly letterId: string;
  readonly packageId: string;
  readonly redactionId: string;
  readonly deliveryId: string;
}

/** What whoever asked has received. */
export interface Received {
  readonly zip: Buffer;
  readonly code: string;
  readonly letter: Buffer;
}

/** A whole case through the routes, with a canary wherever somebody writes a word. Each step throws where it is refused. */
export class CanaryCase {
  readonly #scenes: RightsScenes;
  readonly audio = secretCall();
  #ids: Partial<Record<keyof CaseIds, string>> = {};
  received: Received = { zip: Buffer.alloc(0), code: '', letter: Buffer.alloc(0) };
  /** The recording's other version, that was rejected. */
  rejectedId = '';
  copy: Buffer = Buffer.alloc(0);
  disclosureId = '';

  private constructor(
    private readonly server: TestServer,
    readonly registrar: Client,
    readonly officer: Client,
    readonly second: Client,
    readonly dpo: Client,
  ) {
    this.#scenes = new RightsScenes(server);
  }

  static async on(server: TestServer): Promise<CanaryCase> {
    const [maija, oili] = [await server.as('maija.malli'), await server.as('oili.oikeus')];
    return new CanaryCase(server, maija, oili, await server.as('satu.sijainen'), await server.as('tapio.tietosuoja'));
  }

  get ids(): CaseIds {
    return this.#ids as CaseIds; // after `answer`
  }

  /** From receipt to the answer that was fetched. */
  async answer(): Promise<void> {
    await this.#receive();
    await this.#handle();
    await this.#assess();
    await this.#redact();
    await this.#decide();
    await this.#send();
  }

  /** Notices, the file of the case as JSON and as a ZIP, and the close. */
  async close(): Promise<void> {
    const { id } = this.ids;
    await this.#post(`/rights-requests/${id}/recipients-notified`, {}, this.officer);
    await done(this.dpo.get(`/rights-requests/${id}/file`));
    await this.#post(`/rights-requests/${id}/file`, { code: packageCode() }, this.dpo);
    await this.#post(`/rights-requests/${id}/closing`, { note: WORDS.closing }, this.officer);
  }

  /** A request of an authority for the same recording, sent back by the second person once. */
  async disclose(): Promise<void> {
    const receivedAt = this.server.clock.now().toISOString();
    const { body } = await this.#post('/disclosures', { receivedAt, ...DISCLOSED }, this.officer);
    this.disclosureId = String(body.id);
    const path = `/disclosures/${this.disclosureId}`;
    const recordings = [{ recordingId: this.ids.recordingId }];
    await this.#post(`${path}/recordings`, { recordings }, this.officer);
    await this.#post(`${path}/preparation`, {}, this.officer);
    await this.#post(`${path}/decision`, { outcome: 'sent-back', reason: WORDS.disclosureSentBack }, this.second);
  }

  async #receive(): Promise<void> {
    const metadata = callMetadata(this.server.clock.now(), { caller: { category: 'unknown', ...CALLER } });
    const { body } = await done(this.server.ingest().deliver(metadata, this.audio, FILE.audio));
    this.#ids = { recordingId: String(body.id), contactId: String(body.contactId) };
    const { phone, name, email } = CALLER;
    const person = { phone, name, email, personalIdentityCode: FILE.code, address: WORDS.address, unit: WORDS.unit };
    const request = { text: WORDS.request, rights: ['access', 'rectification'], person };
    const { id, number } = await this.#scenes.register(this.registrar, { ...request, representative: REPRESENTATIVE });
    const attached = await done(this.#scenes.attach(this.registrar, id, Buffer.from(FILE.content), FILE.name));
    this.#ids = { ...this.#ids, id, number, attachmentId: String(attached.body.id) };
  }

  async #handle(): Promise<void> {
    const officerId = this.server.ids.get('oili.oikeus');
    const identity = { method: 'mandate-and-identity', doubt: WORDS.doubt };
    await this.#act('triage', { rights: ['access', 'rectification'], officerId, identity });
    const at = this.server.clock.now().toISOString();
    const stop = { kind: 'clarification', stoppedAt: at, question: WORDS.question };
    await this.#act('stops', stop);
    const { stops } = (await done(this.officer.get(`/rights-requests/${this.ids.id}`))).body as {
      stops: { id: string }[];
    };
    await this.#act(`stops/${stops.at(-1)?.id ?? ''}/end`, { resumedAt: at, answer: WORDS.reply });
    const noticeSentOn = helsinkiDay(this.server.clock.now());
    await this.#act('extension', { reason: 'complexity', words: WORDS.extension, noticeSentOn });
    await this.#act('searches', { as: 'caller', name: CALLER.name });
    await this.#ofRecording('triage', { state: 'included', relation: 'caller', reason: WORDS.triage });
  }

  async #assess(): Promise<void> {
    const why = { decision: 'redacted-copy', ground: 'rights-of-others-15-4', reasons: WORDS.assessment };
    const wanted = { whose: ['requester', 'patient'], forwardToCustomer: true, ...why };
    for (const said of [{ sendBack: WORDS.sentBack }, {}]) {
      const { body } = await this.#ofRecording('assessment', wanted);
      const { prepared } = body.assessment as { readonly prepared: string };
      await this.#ofRecording('assessment/confirmation', { prepared, ...said }, this.second);
    }
    await this.#act('forwarding', { customer: WORDS.customer, what: WORDS.forwarded });
  }

  /** A version that is rejected, and one that is approved. */
  async #redact(): Promise<void> {
    this.rejectedId = await this.#rendered();
    await this.#act(`redactions/${this.rejectedId}/rejection`, { reason: WORDS.rejection }, this.second);
    const redactionId = await this.#rendered();
    this.copy = await this.hear(redactionId);
    await this.#act(`redactions/${redactionId}/approval`, {}, this.second);
    this.#ids = { ...this.#ids, redactionId };
  }

  async #rendered(): Promise<string> {
    const { body } = await this.#ofRecording('redactions', { method: 'silence' });
    const path = `/rights-requests/${this.ids.id}/redactions/${String(body.id)}`;
    await done(this.officer.request('PUT', `${path}/marks`, { marks: [HIDDEN_PART] }));
    const { body: rendered } = await this.#post(`${path}/rendering`, {}, this.officer);
    if (rendered.state !== 'rendered') throw new Error('A copy was not rendered.');
    return String(body.id);
  }

  async hear(redactionId: string, client = this.second): Promise<Buffer> {
    return (await done(client.get(await this.listening(redactionId, client)))).bytes;
  }

  async listening(redactionId: string, client = this.second): Promise<string> {
    const path = `/rights-requests/${this.ids.id}/redactions/${redactionId}/listenings`;
    return String((await this.#post(path, {}, client)).body.audioUrl);
  }

  async #decide(): Promise<void> {
    const { recordingId } = this.ids;
    const correction = { recordingId, field: 'organisation', value: WORDS.corrected, why: WORDS.correction };
    await this.#act('corrections', { ...correction, partyId: await this.#partyId() });
    await this.#act('statements', { recordingId, text: WORDS.statement });
    const partly = { outcome: 'partly-granted', ground: 'rights-of-others-15-4', reasons: WORDS.decision };
    const access = await this.#claim('access');
    await this.#decided(access, partly, { sendBack: WORDS.decisionSentBack });
    await this.#decided(access, partly);
    await this.#decided(await this.#claim('rectification'), { outcome: 'granted' });
  }

  async #decided(claim: string, decision: object, said: object = {}): Promise<void> {
    const { prepared } = (await this.#act(`${claim}/decision`, decision)).body;
    await this.#act(`${claim}/confirmation`, { prepared, ...said }, this.second);
  }

  async #partyId(): Promise<string> {
    const { body } = await done(this.officer.get(`/recordings/${this.ids.recordingId}`));
    return (body.caller as { id: string }).id;
  }

  async #claim(right: string): Promise<string> {
    const { body } = await done(this.officer.get(`/rights-requests/${this.ids.id}`));
    const claims = body.claims as { id: string; right: string }[];
    return `claims/${claims.find(claim => claim.right === right)?.id ?? ''}`;
  }

  async #send(): Promise<void> {
    const effects = { access: WORDS.effect, rectification: WORDS.effect };
    await this.#act('letters', { kind: 'receipt', parts: { to: ADDRESSEE } });
    const letter = await this.#act('letters', { kind: 'answer', parts: { to: ADDRESSEE, effects } });
    const letterId = String(letter.body.documentId);
    const { body: packed } = await this.#act('package', { channel: 'download' });
    const [packageId, code] = [String(packed.documentId), String(packed.code)];
    const { body: post } = await this.#act('deliveries', {
      ...{ documentId: letterId, channel: 'post', to: WORDS.to, proof: WORDS.proof },
    });
    const { body: offered } = await this.#act('deliveries', {
      ...{ documentId: packageId, channel: 'download', to: WORDS.to },
    });
    const { token } = offered.download as { token: string };
    const fetched = await done(this.server.anonymous().post(`/downloads/${token}`, { code }));
    const paper = await done(this.officer.get(`/rights-requests/${this.ids.id}/documents/${letterId}`));
    this.received = { zip: fetched.bytes, code, letter: paper.bytes };
    await this.#act('answering', { deliveryId: post.id });
    this.#ids = { ...this.#ids, letterId, packageId, deliveryId: String(post.id) };
  }

  #act(path: string, body: object, client = this.officer): Promise<Answer> {
    return this.#post(`/rights-requests/${this.ids.id}/${path}`, body, client);
  }

  #ofRecording(path: string, body: object, client = this.officer): Promise<Answer> {
    return this.#act(`recordings/${this.ids.recordingId}/${path}`, body, client);
  }

  async #post(path: string, body: object, client: Client): Promise<Answer> {
    return done(client.post(path, body));
  }
}

async function done(answer: Promise<Answer>): Promise<Answer> {
  const { status, body, ...more } = await answer;
  if (status >= 300) throw new Error(`A step of the case was refused: ${status} ${JSON.stringify(body)}`);
  return { status, body, ...more };
}
