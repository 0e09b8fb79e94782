import { expect } from '@jest/globals';
import type { Mark } from '../../src/recordings/index.js';
import type { Right } from '../../src/rights/case/rights.js';
import { wav } from './audio.js';
import { casePeople, type CasePeople } from './case-people.js';
import type { Answer, Client } from './client.js';
import { loggedEvents, type LoggedEvent } from './log.js';
import { callMetadata } from './metadata.js';
import { RedactionScenes } from './redaction.js';
import { expectProblem } from './refused.js';
import { RightsScenes } from './rights.js';
import type { TestServer } from './server.js';
import { unzip } from './unzip.js';

/** A call of somebody who calls from one number alone. */
export interface Call {
  readonly id: string;
  readonly contactId: string;
  readonly dueOn: string;
  readonly audio: Buffer;
}

/** Somebody invented, whom the search finds by the number. */
export interface Caller {
  readonly name: string;
  readonly phone: string;
}

/** A case by its address. */
export interface CaseAt {
  readonly id: string;
  readonly number: string;
  readonly lastOn: string;
  readonly path: string;
}

/** Of which surnames are made that nobody shares, so that a search by name finds one person's calls. */
const SYLLABLES = ['Pu', 'ra', 'ki', 'to', 'me', 'lu', 'sa', 'vi', 'hu', 'no'];

export const REDACTED = { decision: 'redacted-copy', ground: 'rights-of-others-15-4', reasons: 'Toisen tietoja.' };
export const WITHHELD = { ...REDACTED, decision: 'withheld' };
export const COPY = { decision: 'copy' };
export const GRANTED = { outcome: 'granted' };

/** The stamp of nothing that could wait. */
export const NOTHING_SEEN = '0'.repeat(64);

/** As the body of a decision. */
export interface WantedDecision {
  readonly outcome: string;
  readonly ground?: string;
  readonly reasons?: string;
  readonly reasonsLeftOut?: boolean;
}

/** What people do in a case from its receipt to its close, each step over HTTP, and what each step leaves; no row is changed past the routes. */
export class WholeCases {
  #serial = 0;

  private constructor(
    readonly server: TestServer,
    private people: CasePeople,
  ) {}

  static async on(server: TestServer): Promise<WholeCases> {
    return new WholeCases(server, await casePeople(server));
  }

  get by(): CasePeople {
    return this.people;
  }

  async signInAgain(): Promise<void> {
    this.people = await casePeople(this.server);
  }

  somebody(): Caller {
    this.#serial += 1;
    const name = `Testi ${String(this.#serial).replaceAll(/\d/g, digit => SYLLABLES[Number(digit)] ?? '')}nen`;
    return { name, phone: `+35840777${String(1000 + this.#serial)}` };
  }

  /** The telephone system delivers a call that ended just now. */
  async called(caller: Caller, more: Record<string, unknown> = {}, seconds = 1.5): Promise<Call> {
    this.#serial += 1;
    const audio = wav({ seed: this.#serial, seconds, channels: 1, bits: 16 });
    const metadata = callMetadata(this.server.clock.now(), {
      caller: { category: 'customer-staff', ...caller },
      ...more,
    });
    const { status, body } = await this.server.ingest().deliver(metadata, audio);
    expect(status).toBe(201);
    return { id: String(body.id), contactId: String(body.contactId), dueOn: String(body.dueOn), audio };
  }

  /** An agent registers a request by telephone number, and an officer says what it is about and who that is. */
  async opened(rights: readonly Right[], caller: Caller, more: Record<string, unknown> = {}): Promise<CaseAt> {
    const request = await this.registered(rights, caller);
    expect((await this.triage(request, rights, more)).body).toMatchObject({
      state: 'triaged',
      rights: rights.toSorted(),
    });
    return request;
  }

  async registered(rights: readonly Right[], { name, phone }: Caller): Promise<CaseAt> {
    const person = { name, phone, address: 'Esimerkkikatu 1\n00100 Helsinki' };
    const request = await new RightsScenes(this.server).register(this.people.maija, { rights, person });
    return { ...request, path: `/rights-requests/${request.id}` };
  }

  triage({ path }: CaseAt, rights: readonly Right[], more: Record<string, unknown> = {}): Promise<Answer> {
    const identity = { method: 'callback-to-registered-number' };
    const officerId = this.server.ids.get('oili.oikeus');
    return this.people.oili.post(`${path}/triage`, { rights, officerId, identity, ...more });
  }

  /** A search by the number, on record with what it found; then each call is taken up. */
  async takenUp(at: CaseAt, caller: Caller, calls: readonly Call[]): Promise<void> {
    const { status, body } = await this.people.oili.post(`${at.path}/searches`, { as: 'caller', phone: caller.phone });
    expect([status, body.hits]).toEqual([201, calls.length]);
    for (const call of calls) await this.sorted(at, call, 'included');
  }

  /** The ids of what was found and nobody has sorted out. */
  async candidates({ path }: CaseAt): Promise<string[]> {
    const { body } = await this.people.oili.get(`${path}/recordings?state=candidate&limit=200`);
    return (body.items as { readonly recordingId: string }[]).map(({ recordingId }) => recordingId);
  }

  async sorted({ path }: CaseAt, call: Pick<Call, 'id'>, state: 'included' | 'released'): Promise<void> {
    const wanted = { state, relation: 'caller', reason: 'Kuunneltu.' };
    const { status, body } = await this.people.oili.post(`${path}/recordings/${call.id}/triage`, wanted);
    expect([status, body.state]).toEqual([200, state]);
  }

  /** Two people; the one who assessed is not both. */
  async assessed({ path }: CaseAt, call: Pick<Call, 'id'>, wanted: object = COPY): Promise<void> {
    const { oili, satu } = this.people;
    const at = `${path}/recordings/${call.id}/assessment`;
    const { status, body } = await oili.post(at, { whose: ['requester'], forwardToCustomer: false, ...wanted });
    expect(status).toBe(200);
    const { prepared } = body.assessment as { readonly prepared: string };
    expectProblem(await oili.post(`${at}/confirmation`, { prepared }), 403, 'not-second-person');
    expect((await satu.post(`${at}/confirmation`, { prepared })).body.assessment).toMatchObject({
      confirmedBy: this.id('satu'),
    });
  }

  /** A redacted copy: one marks and renders, the other listens to it and approves. @returns the copy as it was heard */
  async redacted(at: CaseAt, call: Call, marks: readonly Mark[]): Promise<Buffer> {
    const { oili, satu } = this.people;
    const redaction = new RedactionScenes(this.server, oili, satu);
    const url = await redaction.rendered({ caseId: at.id, recordingId: call.id, number: at.number }, marks);
    expectProblem(await redaction.approve(url, oili), 403, 'not-second-person');
    expectProblem(await redaction.approve(url), 409, 'copy-not-heard');
    const heard = await redaction.hear(url);
    expect((await redaction.approve(url)).body).toMatchObject({ state: 'approved', reviewerId: this.id('satu') });
    return heard;
  }

  async claim({ path }: CaseAt, right: Right) {
    const { body } = await this.people.oili.get(path);
    const claim = (body.claims as ShownClaim[]).find(one => one.right === right);
    if (!claim) throw new Error(`The case does not ask for ${right}.`);
    return claim;
  }

  async decide(at: CaseAt, right: Right, wanted: object, client: Client = this.people.oili): Promise<Answer> {
    return client.post(`${at.path}/claims/${(await this.claim(at, right)).id}/decision`, wanted);
  }

  async confirm(at: CaseAt, right: Right, client: Client = this.people.satu): Promise<Answer> {
    const { id, prepared } = await this.claim(at, right);
    return client.post(`${at.path}/claims/${id}/confirmation`, { prepared: prepared ?? NOTHING_SEEN });
  }

  /** Two people decide about a right. @returns what the second one's word answers */
  async decided(at: CaseAt, right: Right, wanted: WantedDecision = GRANTED): Promise<Answer> {
    const { outcome, ground = null } = wanted;
    expect((await this.decide(at, right, wanted)).body).toMatchObject({ state: 'decided', outcome, ground });
    expectProblem(await this.confirm(at, right, this.people.oili), 403, 'not-second-person');
    const confirmed = await this.confirm(at, right);
    expect([confirmed.status, confirmed.body.confirmedBy]).toEqual([200, this.id('satu')]);
    return confirmed;
  }

  /** The answer as a letter. */
  async letter(
    { path }: CaseAt,
    parts: object,
    kind = 'answer',
  ): Promise<{ readonly id: string; readonly pdf: Buffer }> {
    const { status, body } = await this.people.oili.post(`${path}/letters`, { kind, parts });
    expect([status, body.parts ?? null]).toEqual([201, null]);
    const id = String(body.documentId);
    return { id, pdf: (await this.people.oili.get(`${path}/documents/${id}`)).bytes };
  }

  /** Sent by post; its id. */
  async sent({ path }: CaseAt, documentId: string): Promise<string> {
    const wanted = { documentId, channel: 'post', to: 'Testi Soittaja, Esimerkkikatu 1', proof: 'Kirjattu kirje 7' };
    const { status, body } = await this.people.oili.post(`${path}/deliveries`, wanted);
    expect(status).toBe(201);
    return String(body.id);
  }

  /** A package that the person fetches by its address and code, which came another way; its files. */
  async fetched({ path }: CaseAt): Promise<ReadonlyMap<string, Buffer>> {
    const { oili } = this.people;
    const made = await oili.post(`${path}/package`, { channel: 'download' });
    expect(made.status).toBe(201);
    const wanted = { documentId: made.body.documentId, channel: 'download', to: 'Testi Soittaja' };
    const { body } = await oili.post(`${path}/deliveries`, wanted);
    const { token } = body.download as { readonly token: string };
    const code = String(made.body.code);
    const { status, bytes } = await this.server.anonymous().post(`/downloads/${token}`, { code });
    expect(status).toBe(200);
    return unzip(bytes, code);
  }

  async answered(at: CaseAt, deliveryId: string): Promise<void> {
    const { status, body } = await this.people.oili.post(`${at.path}/answering`, { deliveryId });
    expect([status, body.state]).toEqual([200, 'answered']);
    expect(await this.state(at)).toBe('answered');
  }

  async closed(at: CaseAt): Promise<void> {
    const { status, body } = await this.people.oili.post(`${at.path}/closing`, {});
    expect([status, body.state]).toEqual([200, 'closed']);
  }

  /** Letter, delivery and the moment from which the answer counts. */
  async answeredBy(at: CaseAt, parts: object): Promise<Buffer> {
    const { id, pdf } = await this.letter(at, parts);
    await this.answered(at, await this.sent(at, id));
    return pdf;
  }

  /** What the log holds of a case: its actions, refusals marked, in the order of time; and that nothing of it names the person. */
  async logged({ id, number }: CaseAt, { name, phone }: Caller): Promise<string[]> {
    const isOfCase = ({ reference, object }: LoggedEvent) => reference === number || object?.id === id;
    const events = (await loggedEvents(this.server)).filter(isOfCase);
    const text = JSON.stringify(events);
    for (const personal of [name, name.split(' ')[1] ?? name, phone, phone.slice(4)])
      expect(text).not.toContain(personal);
    return events.map(({ action, outcome, reason }) =>
      outcome === 'done' ? action : `${action}: ${reason ?? outcome}`,
    );
  }

  async state({ path }: CaseAt): Promise<unknown> {
    return (await this.people.oili.get(path)).body.state;
  }

  async effects({ path }: CaseAt): Promise<ShownEffect[]> {
    return (await this.people.oili.get(`${path}/effects`)).body.items as ShownEffect[];
  }

  play(client: Client, call: Call, purpose = 'service-development'): Promise<Answer> {
    return client.post(`/recordings/${call.id}/playbacks`, { purpose, reference: 'T-1' });
  }

  /** Opens a recording: its last day, or the status of the refusal. */
  async lastDay(call: Call): Promise<unknown> {
    const { status, body } = await this.people.oili.get(`/recordings/${call.id}`);
    return status === 200 ? body.dueOn : status;
  }

  id(name: 'oili' | 'satu'): string | undefined {
    return this.server.ids.get(name === 'oili' ? 'oili.oikeus' : 'satu.sijainen');
  }
}

export interface ShownClaim {
  readonly id: string;
  readonly right: Right;
  readonly state: string;
  readonly outcome: string | null;
  readonly ground: string | null;
  readonly prepared: string | null;
}

export interface ShownEffect {
  readonly id: string;
  readonly kind: string;
  readonly state: string;
  readonly preparedBy: string | null;
  readonly wanted: Readonly<Record<string, unknown>>;
  readonly result: {
    readonly recordingIds: readonly string[];
    readonly erasures: readonly { readonly recordingId: string; readonly outcome: string }[];
    readonly finalOn: string | null;
    readonly offered: string | null;
  } | null;
}
