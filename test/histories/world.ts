import { addDays, helsinkiDay, startOfDay, type Day } from '../../src/kernel/calendar.js';
import { strikeAt, type CrashPoint } from '../../src/kernel/crash-points.js';
import type { SeededRandom } from '../../src/cli/demo/seeded-random.js';
import { wav } from '../support/audio.js';
import { callMetadata } from '../support/metadata.js';
import type { Answer } from '../support/client.js';
import type { TestServer } from '../support/server.js';
import type { Counts } from '../support/counts.js';
import { Jobs } from './jobs.js';
import { ModelRecording, type Kind, type ModelHold } from './model.js';
import { Somebody } from './somebody.js';

const HOUR_MS = 3_600_000;
const AUDIO = wav({ seconds: 0.05, channels: 1 });
const KINDS: readonly Kind[] = ['complaint', 'training'];

/** Where the next step of a request breaks off, after which it has had its effect; before any other point it has none. */
const AFTER_THE_COMMIT: readonly CrashPoint[] = [
  'move.committed',
  'move.key-dropped',
  'erasure.committed',
  'erasure.keys-destroyed',
];
const BEFORE_THE_COMMIT: readonly CrashPoint[] = ['move.key-copied'];

/** What somebody waits for a second person to erase. */
interface AskedErasure {
  readonly id: string;
  readonly recording: ModelRecording;
  readonly requestedBy: string;
}

/** One timeline on which many calls come, are held, let go, erased and purged, in the product and in the model beside it. */
export class World {
  readonly recordings: ModelRecording[] = [];
  readonly goingTonight = new Map<string, Day>();
  readonly #erasures: AskedErasure[] = [];

  private constructor(
    readonly server: TestServer,
    readonly random: SeededRandom,
    readonly counts: Counts,
    readonly jobs: Jobs,
    readonly people: Readonly<Record<'lead' | 'otherLead' | 'handler' | 'trainer', Somebody>>,
  ) {}

  static async begin(server: TestServer, random: SeededRandom, counts: Counts): Promise<World> {
    const lead = ['service-development', 'internal-training'];
    const people = {
      lead: await Somebody.of(server, 'team-lead', lead),
      otherLead: await Somebody.of(server, 'team-lead', lead),
      handler: await Somebody.of(server, 'complaint-handler', ['complaint']),
      trainer: await Somebody.of(server, 'trainer', ['internal-training']),
    };
    return new World(server, random, counts, new Jobs(server), people);
  }

  get today(): Day {
    return helsinkiDay(this.server.clock.now());
  }

  get kept(): ModelRecording[] {
    return this.recordings.filter(({ fate }) => fate === 'kept');
  }

  /** An erasure that leaves a contact with nothing but what is over and not purged yet lets it go tonight, not yesterday. */
  contactGoesTonight(contactId: string): void {
    const legs = this.kept.filter(leg => leg.contactId === contactId);
    if (legs.length > 0 && legs.every(leg => leg.isOver(this.today))) this.goingTonight.set(contactId, this.today);
  }

  /** A call with one to three legs, of which the later ones may come days later. */
  async call(): Promise<void> {
    this.counts.add('histories');
    const linkedId = `call-${this.recordings.length}-${this.random.between(0, 1e9)}`;
    await this.leg(linkedId, new Date(this.server.clock.now().getTime() - this.random.between(1, 20) * HOUR_MS));
    while (this.random.chance(0.35)) await this.leg(linkedId, this.server.clock.now());
  }

  /** A part of a call that comes days after the others, to a contact that is still there. */
  async #laterLeg(): Promise<void> {
    const { linkedId, dueOn } = this.random.pick(this.kept);
    if (dueOn >= this.today) await this.leg(linkedId, this.server.clock.now());
    this.counts.add('act: later leg');
  }

  async leg(linkedId: string, endedAt: Date): Promise<void> {
    const startedAt = new Date(endedAt.getTime() - 60_000).toISOString();
    const metadata = callMetadata(this.server.clock.now(), { linkedId, startedAt, endedAt: endedAt.toISOString() });
    const { status, body } = await this.server.ingest().deliver(metadata, AUDIO);
    if (status !== 201) throw new Error(`a delivery was answered with ${status} ${String(body.code)}`);
    this.recordings.push(new ModelRecording(String(body.id), String(body.contactId), linkedId, endedAt));
    this.counts.add('recordings');
  }

  /** Somebody does something with one of the recordings that are kept. */
  async act(): Promise<void> {
    const { kept } = this;
    const acts = [
      () => this.#request(this.random.pick(kept)),
      () => this.#request(this.#nearItsEnd(kept)),
      () => this.#decide(this.#withHold(kept, 'requested')),
      () => this.#decide(this.#withHold(kept, 'requested')),
      () => this.#extend(this.#withHold(kept, 'active')),
      () => this.#release(this.#withHold(kept, 'active')),
      () => this.#restrict(this.random.pick(kept)),
      () => this.#askErasure(this.random.pick(kept)),
      () => this.#decideErasure(),
      () => this.#laterLeg(),
    ];
    await this.random.pick(acts)();
  }

  /** One whose last day is today or soon: where keeping and destroying meet. */
  #nearItsEnd(kept: readonly ModelRecording[]): ModelRecording {
    const soon = addDays(this.today, 2);
    const near = kept.filter(({ dueOn }) => dueOn >= this.today && dueOn <= soon);
    return this.random.pick(near.length > 0 ? near : kept);
  }

  #withHold(kept: readonly ModelRecording[], state: ModelHold['state']): ModelRecording {
    const having = kept.filter(({ holds }) => holds.some(hold => hold.state === state && hold.until >= this.today));
    return this.random.pick(having.length > 0 ? having : kept);
  }

  async #request(recording: ModelRecording): Promise<void> {
    const kind = this.random.pick(KINDS);
    const asker = this.random.pick(this.#askersOf(kind));
    const until = addDays(this.today, this.random.pick([1, 2, 5, 8, 20, 60]));
    const visible = recording.isVisible(this.today, asker.purposes);
    const wanted = { kind, reference: 'CASE-1', necessity: 'Testi', until };
    await this.#tried(
      'request',
      async () => {
        const answer = await asker.client.post(`/recordings/${recording.id}/holds`, wanted);
        this.#expect(answer, visible ? [201] : [404, 410], 'a hold was asked for');
        return answer;
      },
      visible,
      answer => {
        const id = answer ? String(answer.body.id) : '';
        recording.request({ id, kind, requestedBy: asker.id, wantedUntil: until }, this.today);
      },
    );
    await this.#findLost(recording);
  }

  /** A hold whose answer was lost in a crash has its id in the database alone. */
  async #findLost(recording: ModelRecording): Promise<void> {
    const lost = recording.holds.findIndex(({ id }) => id === '');
    if (lost < 0) return;
    const known = recording.holds.map(({ id }) => id).filter(Boolean);
    const rows = await this.server.sql<{ id: string }>(
      'select id from hold where recording_id = $1 and id <> all($2::uuid[])',
      [recording.id, known],
    );
    const found = recording.holds[lost];
    if (rows.length !== 1 || !found) throw new Error('a hold whose request crashed after its commit is not there');
    recording.holds[lost] = { ...found, id: rows[0]?.id ?? '' };
  }

  async #decide(recording: ModelRecording): Promise<void> {
    const hold = this.#pickHold(recording, 'requested');
    if (!hold || recording.isOver(this.today)) return;
    const decider = hold.requestedBy === this.people.lead.id ? this.people.otherLead : this.people.lead;
    const approves = this.random.chance(0.65);
    const path = `/holds/${hold.id}/${approves ? 'approval' : 'refusal'}`;
    const waits = hold.until >= this.today;
    await this.#tried(
      approves ? 'approve' : 'refuse',
      async () => {
        const answer = await decider.client.post(path, approves ? {} : { reason: 'Testi' });
        this.#expect(answer, waits ? [200] : [409], 'a hold was decided');
        return answer;
      },
      waits,
      () => {
        if (approves) recording.approve(hold, this.today);
        else recording.end(hold, this.today);
      },
    );
  }

  async #extend(recording: ModelRecording): Promise<void> {
    const hold = this.#pickHold(recording, 'active');
    if (!hold || recording.isOver(this.today) || hold.until < this.today) return;
    const until = addDays(hold.until, this.random.between(1, 30));
    const { lead } = this.people;
    await this.#tried(
      'extend',
      async () => {
        const answer = await lead.client.post(`/holds/${hold.id}/extensions`, { necessity: 'Testi', until });
        this.#expect(answer, [201], 'a hold was extended');
        return answer;
      },
      true,
      answer => {
        const id = answer ? String(answer.body.id) : '';
        recording.request({ id, kind: hold.kind, requestedBy: lead.id, wantedUntil: until }, this.today);
      },
    );
    await this.#findLost(recording);
  }

  async #release(recording: ModelRecording): Promise<void> {
    const hold = this.#pickHold(recording, 'active');
    if (!hold || recording.isOver(this.today) || hold.until < this.today) return;
    await this.#tried(
      'release',
      async () => {
        const answer = await this.people.lead.client.post(`/holds/${hold.id}/release`, { reason: 'Testi' });
        this.#expect(answer, [200], 'a hold was released');
        return answer;
      },
      true,
      () => {
        recording.end(hold, this.today);
      },
    );
  }

  async #restrict(recording: ModelRecording): Promise<void> {
    recording.restricted = !recording.restricted;
    await this.server.sql('update recording set restricted = $2 where id = $1', [recording.id, recording.restricted]);
    this.counts.add('act: restrict');
  }

  async #askErasure(recording: ModelRecording): Promise<void> {
    if (this.random.chance(0.5)) return;
    const { lead } = this.people;
    const held = recording.living.some(
      hold => hold.until >= this.today && (hold.state === 'active' || hold.provisional),
    );
    const answer = await lead.client.post(`/recordings/${recording.id}/erasure`, {
      ground: 'recorded-by-mistake',
      reason: 'Testi',
    });
    const visible = recording.isVisible(this.today, lead.purposes);
    const wanted = visible ? (held ? [409] : [201, 409]) : [404, 409, 410];
    this.#expect(answer, wanted, 'an erasure was asked for');
    if (answer.status !== 201) return;
    this.counts.add('act: ask for erasure');
    this.#erasures.push({ id: String(answer.body.id), recording, requestedBy: lead.id });
  }

  async #decideErasure(): Promise<void> {
    const asked = this.#erasures.shift();
    if (!asked || asked.recording.fate !== 'kept' || asked.recording.isOver(this.today)) return;
    const { recording } = asked;
    const held = recording.living.some(
      hold => hold.until >= this.today && (hold.state === 'active' || hold.provisional),
    );
    await this.#tried(
      'erase',
      async () => {
        const answer = await this.people.otherLead.client.post(`/erasures/${asked.id}/confirmation`, {});
        this.#expect(answer, held ? [409] : [200, 201], 'an erasure was confirmed');
        return answer;
      },
      !held,
      () => {
        recording.fate = 'erased';
        this.contactGoesTonight(recording.contactId);
      },
    );
  }

  /**
   * Does something to which a crash may come, and tells the model what has become of it: before the commit nothing, after it
   * everything.
   */
  async #tried(
    name: string,
    request: () => Promise<Answer>,
    accepted: boolean,
    tell: (answer: Answer | null) => void,
  ): Promise<void> {
    const point =
      accepted && this.random.chance(0.1) ? this.random.pick([...AFTER_THE_COMMIT, ...BEFORE_THE_COMMIT]) : null;
    const struck = { at: null as CrashPoint | null };
    strikeAt(reachedPoint => {
      if (reachedPoint !== point || struck.at) return;
      struck.at = point;
      throw new Error('a crash');
    });
    this.#expectsCrash = point !== null;
    const answer = await request().finally(() => {
      strikeAt();
    });
    if (struck.at) this.counts.add(`crash: ${struck.at}`);
    const isDone = struck.at ? AFTER_THE_COMMIT.includes(struck.at) : accepted;
    if (isDone) tell(struck.at ? null : answer);
    this.counts.add(isDone ? `act: ${name}` : `refused: ${name}`);
  }

  #expectsCrash = false;

  #expect({ status, body }: Answer, wanted: readonly number[], what: string): void {
    if (wanted.includes(status) || (this.#expectsCrash && status === 500)) return;
    throw new Error(`${what} and answered with ${status} ${String(body.code)}, not ${wanted.join(' or ')}`);
  }

  #askersOf(kind: Kind): readonly Somebody[] {
    const { lead, handler, trainer } = this.people;
    return kind === 'complaint' ? [lead, handler] : [lead, trainer];
  }

  #pickHold({ holds }: ModelRecording, state: ModelHold['state']): ModelHold | null {
    const found = holds.filter(hold => hold.state === state);
    return found.length === 0 ? null : this.random.pick(found);
  }

  /** Moves the clock on; people's sessions last as long as the world. */
  async moveOn(): Promise<void> {
    this.server.clock.moveTo(this.#nextMoment());
    for (const one of Object.values(this.people)) await one.staySignedIn();
  }

  /** To the last second of the day, or to some moment later. */
  #nextMoment(): Date {
    const now = this.server.clock.now();
    const midnight = startOfDay(addDays(this.today, 1));
    const beforeMidnight = new Date(midnight.getTime() - 1000);
    if (beforeMidnight > now && this.random.chance(0.3)) return beforeMidnight;
    if (this.random.chance(0.3)) return midnight > now ? midnight : now;
    return new Date(now.getTime() + this.random.between(1, 40) * HOUR_MS);
  }
}
