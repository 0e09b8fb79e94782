import { IntegrateEvents } from '../../src/audit/integration/integrate-events.js';
import type { AuditAction } from '../../src/audit/index.js';
import { addDays, helsinkiDay, startOfDay, type Day } from '../../src/kernel/calendar.js';
import { dueOn, RULE_IN_FORCE } from '../../src/kernel/retention-rule.js';
import { RunPurges } from '../../src/retention/index.js';
import { DEMO_PASSWORD } from '../../src/server/demo-accounts.js';
import { wav } from '../support/audio.js';
import { Client, type Answer } from '../support/client.js';
import { receive } from '../support/fault-receive.js';
import type { FaultyServer } from '../support/fault-server.js';
import type { LoggedEvent } from '../support/log.js';
import { callMetadata } from '../support/metadata.js';
import { addPerson } from '../support/people.js';
import { RightsScenes } from '../support/rights.js';
import type { TestServer } from '../support/server.js';

/** What a caller hears. */
export type Heard = Pick<Answer, 'status'> & { readonly code: string };

/** One thing that is asked for, and may be asked for again. */
export interface Attempt {
  /** Asks for it at the server past the faults. */
  act(): Promise<Heard>;
  /** How often it has taken effect; null where that may be any number. */
  effects(): Promise<number | null>;
  /** Whether an event of the way's action is about this. */
  isMine(event: LoggedEvent): boolean;
}

/** What a server reaches past faults. */
export type LinkName = 'database' | 'keys' | 'store';

/** One of the main ways through the house. */
export interface ChaosWay {
  readonly name: string;
  /** What is on record once for the effect; null: nothing, or as often as it is asked for. */
  readonly action: AuditAction | null;
  /** What it needs on its way. */
  readonly links: readonly LinkName[];
  prepare(): Promise<Attempt>;
}

const DATABASES: readonly LinkName[] = ['database', 'keys'];
const ALL_LINKS: readonly LinkName[] = [...DATABASES, 'store'];
const PURPOSE = { purpose: 'service-development', reference: 'INC-1' };
const REASON = { reason: 'Testi' };
const DAY_MS = 86_400_000;
const AUDIO = wav({ seconds: 0.2, channels: 1 });
/** Goes to a store in parts. */
const LARGE = wav({ seconds: 700 });

/** The ways that people and machines walk, and the jobs; those that let days pass come last. */
export function chaosWays(server: TestServer, faulty: FaultyServer): ChaosWay[] {
  return new Ways(server, faulty).all();
}

class Ways {
  #serial = 0;

  constructor(
    private readonly server: TestServer,
    private readonly faulty: FaultyServer,
  ) {}

  all(): ChaosWay[] {
    const [links, all] = [DATABASES, ALL_LINKS];
    const ingest = (audio: Buffer) => () => Promise.resolve(this.#ingest(audio));
    return [
      { name: 'ingest', action: 'recording.ingested', links: all, prepare: ingest(AUDIO) },
      { name: 'ingest in parts', action: 'recording.ingested', links: ['store'], prepare: ingest(LARGE) },
      { name: 'sign in', action: null, links, prepare: () => this.#signIn() },
      { name: 'a playback', action: null, links, prepare: () => this.#playback() },
      { name: 'a range of a playback', action: null, links: all, prepare: () => this.#range() },
      { name: 'a hold', action: 'hold.requested', links, prepare: () => this.#hold() },
      { name: 'a move to a later day', action: 'hold.approved', links, prepare: () => this.#move() },
      { name: 'a move to an earlier day', action: 'hold.released', links, prepare: () => this.#moveBack() },
      { name: 'a revocation', action: 'grant.revoked', links, prepare: () => this.#revocation() },
      { name: 'a review decision', action: 'access-review.decided', links, prepare: () => this.#review() },
      { name: 'a rights decision', action: null, links, prepare: () => this.#rightsDecision() },
      { name: 'integration', action: null, links, prepare: () => this.#integration() },
      { name: 'purge', action: 'purge.completed', links: all, prepare: () => this.#purge() },
    ];
  }

  #ingest(audio: Buffer): Attempt {
    const metadata = callMetadata(this.server.clock.now());
    const ingest = new Client(this.faulty.url, this.server.ingestToken, this.server.delivered);
    const rows = () =>
      this.server.sql<{ id: string }>('select id from recording where external_id = $1', [metadata.externalId]);
    let id = '';
    return {
      act: async () => heard(await ingest.deliver(metadata, audio)),
      effects: async () => {
        const found = await rows();
        id = found[0]?.id ?? '';
        return found.length;
      },
      isMine: ({ object }) => object?.id === id,
    };
  }

  async #signIn(): Promise<Attempt> {
    const { username } = await addPerson(this.server);
    const act = async () => {
      const answer = await new Client(this.faulty.url).post('/sessions', { username, password: DEMO_PASSWORD });
      return heard(answer);
    };
    return { act, ...ANY_NUMBER };
  }

  async #playback(): Promise<Attempt> {
    const id = await this.#delivered();
    const client = await this.#as('liisa.lupa');
    return { act: async () => heard(await client.post(`/recordings/${id}/playbacks`, PURPOSE)), ...ANY_NUMBER };
  }

  async #range(): Promise<Attempt> {
    const id = await this.#delivered();
    const client = await this.server.as('liisa.lupa'); // a playback is bound to its session
    const granted = await client.post(`/recordings/${id}/playbacks`, PURPOSE);
    const path = `/playbacks/${String(granted.body.id)}/audio`;
    const asked = { method: 'GET', path, token: client.token, range: 'bytes=0-' } as const;
    const act = async () => {
      const { status, whole, bytes } = await receive(this.faulty.url, asked);
      const isRight = status === 206 && whole && bytes.equals(AUDIO);
      if (status !== null && status < 300 && whole && !isRight) throw new Error('other bytes than were delivered');
      return { status: isRight ? 206 : 503, code: String(status) };
    };
    return { act, ...ANY_NUMBER };
  }

  async #hold(): Promise<Attempt> {
    const recording = await this.#delivered();
    const risto = await this.#as('risto.reklamaatio');
    return {
      act: async () => {
        // A request names nothing that tells it from another one: whoever got no answer looks at the list first.
        const [known] = await this.#holdsOf(recording);
        return known ? { status: 200, code: 'known' } : heard(await risto.post(...this.#wantedHold(recording)));
      },
      effects: async () => (await this.#holdsOf(recording)).length,
      isMine: event => event.recordingId === recording,
    };
  }

  #wantedHold(recording: string): [string, object] {
    const until = addDays(helsinkiDay(this.server.clock.now()), 90);
    const wanted = { kind: 'complaint', reference: 'CASE-1', necessity: 'Testi', until };
    return [`/recordings/${recording}/holds`, wanted];
  }

  #holdsOf(recording: string) {
    return this.server.sql<{ id: string; state: string }>('select id, state from hold where recording_id = $1', [
      recording,
    ]);
  }

  async #requested(): Promise<{ recording: string; holdId: string }> {
    const recording = await this.#delivered();
    const { body } = await (await this.server.as('risto.reklamaatio')).post(...this.#wantedHold(recording));
    return { recording, holdId: String(body.id) };
  }

  async #move(): Promise<Attempt> {
    const { recording, holdId } = await this.#requested();
    const liisa = await this.#as('liisa.lupa');
    return {
      act: async () => heard(await liisa.post(`/holds/${holdId}/approval`, {})),
      effects: async () => (await this.#holdsOf(recording)).filter(({ state }) => state === 'active').length,
      isMine: ({ object }) => object?.id === holdId,
    };
  }

  async #moveBack(): Promise<Attempt> {
    const { recording, holdId } = await this.#requested();
    await (await this.server.as('liisa.lupa')).post(`/holds/${holdId}/approval`, {});
    const liisa = await this.#as('liisa.lupa');
    return {
      act: async () => heard(await liisa.post(`/holds/${holdId}/release`, REASON)),
      effects: async () => (await this.#holdsOf(recording)).filter(({ state }) => state === 'released').length,
      isMine: ({ object }) => object?.id === holdId,
    };
  }

  async #revocation(): Promise<Attempt> {
    const { grantIds } = await addPerson(this.server, { grants: [GRANT] });
    const [id = ''] = grantIds;
    const yrjo = await this.#as('yrjo.yllapito');
    return {
      act: async () => heard(await yrjo.post(`/grants/${id}/revocation`, REASON)),
      effects: () => this.#count('select from access_grant where id = $1 and revoked_at is not null', id),
      isMine: ({ grantId, object }) => grantId === id || object?.id === id,
    };
  }

  async #review(): Promise<Attempt> {
    const person = await addPerson(this.server, { grants: [GRANT] });
    const [grantId = ''] = person.grantIds;
    const yrjo = await this.server.as('yrjo.yllapito');
    await yrjo.post(`/staff/${person.id}/duties`, { unit: `Yksikkö ${(this.#serial += 1)}`, ...REASON });
    const [review] = await this.server.sql<{ id: string }>('select id from access_review where staff_id = $1', [
      person.id,
    ]);
    const decisions = [{ grantId, decision: 'keep', reason: 'Uusi tehtävä tarvitsee' }];
    const paula = await this.#as('paula.paakayttaja');
    return {
      act: async () => heard(await paula.post(`/access-reviews/${review?.id ?? ''}/decisions`, { decisions })),
      effects: () =>
        this.#count('select from access_review_item where grant_id = $1 and decision is not null', grantId),
      isMine: ({ object, grantId: about }) => object?.id === review?.id || about === grantId,
    };
  }

  /** Whoever decides may decide anew until somebody has confirmed, so that each answer is an act of its own. */
  async #rightsDecision(): Promise<Attempt> {
    const recording = await this.#delivered();
    const oili = await this.server.as('oili.oikeus');
    const scenes = new RightsScenes(this.server);
    const person = { name: 'Muu Henkilö', phone: `+35850${2_000_000 + (this.#serial += 1)}` }; // of whom no call is here
    const { id } = await scenes.register(oili, { rights: ['rectification'], person });
    await scenes.takeUp(id, recording);
    const [claim] = await this.server.sql<{ id: string }>('select id from rights_claim where case_id = $1', [id]);
    const path = `/rights-requests/${id}/claims/${claim?.id ?? ''}/decision`;
    const refusing = { outcome: 'refused', ground: 'accurate-16', reasons: 'Testi' };
    const officer = await this.#as('oili.oikeus');
    return {
      act: async () => heard(await officer.post(path, refusing)),
      effects: () => this.#count('select from rights_claim where case_id = $1 and outcome is not null', id),
      isMine: () => false,
    };
  }

  async #integration(): Promise<Attempt> {
    await (await this.server.as('liisa.lupa')).get('/recordings');
    return {
      act: () => done(this.faulty.app.get(IntegrateEvents).execute()),
      effects: async () => ((await this.server.sql(BROKEN_TREES)).length === 0 ? null : Number.NaN),
      isMine: () => false,
    };
  }

  async #purge(): Promise<Attempt> {
    const [today, now] = [helsinkiDay(this.server.clock.now()), this.server.clock.now()];
    const metadata = callMetadata(now, timesDueOn(today, now));
    const { body } = await this.server.ingest().deliver(metadata, AUDIO);
    const day = body.dueOn as Day;
    this.server.clock.moveTo(startOfDay(addDays(day, 1)));
    return {
      act: () => done(this.faulty.app.get(RunPurges).execute()),
      effects: () => this.#count('select from deletion_certificate where unit_id = $1', String(body.id)),
      isMine: ({ object, facts }) => object?.id === day || facts?.day === day || facts?.dueOn === day,
    };
  }

  async #delivered(): Promise<string> {
    const { status, body } = await this.server.ingest().deliver(callMetadata(this.server.clock.now()), AUDIO);
    if (status !== 201) throw new Error(`a delivery without a fault answered ${status}`);
    return String(body.id);
  }

  /** Speaks to the server past the faults, by a session that began without them. */
  async #as(username: string): Promise<Client> {
    return new Client(this.faulty.url, (await this.server.as(username)).token);
  }

  async #count(select: string, id: string): Promise<number> {
    return (await this.server.sql(select, [id])).length;
  }
}

const GRANT = { role: 'agent', purposes: ['service-development'], ownCallsOnly: true };
const ANY_NUMBER = { effects: () => Promise.resolve(null), isMine: () => false };

/** A head that is no whole tree: its leaves are not all there and consecutive, or one is in it and pending as well. */
const BROKEN_TREES = `
  select h.size, l.leaves, l.last, p.both from audit_head h,
    (select count(*) as leaves, coalesce(max(index), -1) as last from audit_leaf) l,
    (select count(*) as both from audit_pending join audit_leaf using (event_id)) p
  where h.size <> l.leaves or h.size <> l.last + 1 or p.both > 0`;

function heard({ status, body }: Answer): Heard {
  return { status, code: typeof body.code === 'string' ? body.code : '' };
}

async function done(work: Promise<unknown>): Promise<Heard> {
  return work.then(
    () => ({ status: 200, code: '' }),
    (error: unknown) => ({ status: 503, code: error instanceof Error ? error.name : 'unknown' }),
  );
}

/** A call that ended so long ago that `day`, or the next one that can be, is its last day. */
function timesDueOn(day: Day, now: Date): { startedAt: string; endedAt: string } {
  for (let ago = 63; ago > 57; ago -= 1) {
    const endedAt = new Date(now.getTime() - ago * DAY_MS);
    if (dueOn(endedAt, RULE_IN_FORCE) >= day)
      return { startedAt: new Date(endedAt.getTime() - 60_000).toISOString(), endedAt: endedAt.toISOString() };
  }
  throw new Error(`no call is due on ${day}`);
}
