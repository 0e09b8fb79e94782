import fc from 'fast-check';
import { CopyJob } from '../../src/audit/copy/copy.job.js';
import { IntegrateEvents } from '../../src/audit/integration/integrate-events.js';
import { SeededRandom } from '../../src/cli/demo/seeded-random.js';
import { custodyFindings } from '../custody/check-custody.js';
import { ALL_CANARIES } from '../support/canaries.js';
import { inParallel } from '../support/in-parallel.js';
import { lookAnew } from '../support/looks.js';
import { addPerson } from '../support/people.js';
import { reconcileLater } from '../support/reconcile-later.js';
import { startTestServer, type TestServer } from '../support/server.js';
import { readDocument, type Document, type Operation } from './document.js';
import type { Draft } from './draft.js';
import { draftsOf } from './drafts.js';
import { Asking, signed } from './asking.js';
import { Exchanges } from './exchange.js';
import type { Faults } from './faults.js';
import { heapBytes } from './heap.js';
import { Judge } from './judge.js';
import { KnownIds } from './known-ids.js';
import type { Secrets } from './secrets.js';
import { Senders } from './senders.js';
import type { Sum } from './sum.js';
import { StepRefused, Walk } from './walk.js';
import { WALKS } from './walks.js';
import { fill, STARTS_AT, surroundings, type Shown } from './world.js';
import { writeRequest } from './write-request.js';
import { filesWith } from './written-files.js';

export interface RoundOptions {
  /** Repeats the round: what is drafted follows from it alone. */
  readonly name: string;
  /** How many requests each operation gets. */
  readonly count: number;
  /** Whether an operation takes part. */
  readonly isWanted: (operation: Operation) => boolean;
  /** Part of the names of the ways that are walked; empty: all. */
  readonly way: string;
  /** Where the server keeps what is temporary. */
  readonly temporary: string;
  /** Ends the round before all is sent. */
  readonly signal?: AbortSignal | undefined;
}

/** What a round writes its results into. */
export interface Results {
  readonly sum: Sum;
  readonly faults: Faults;
  readonly secrets: Secrets;
  /** What the server said last. */
  readonly lastSaid: () => string;
  readonly say: (line: string) => void;
}

const WIDTH = 12;
const LOOK_AFTER = 500;
const DAY_MS = 86_400_000;
const MOST_GROWTH_BYTES = 128 * 2 ** 20;

/** One server with everything that is sent to it, and what is looked at when it has answered all. */
export async function runRound(options: RoundOptions, results: Results): Promise<void> {
  const { env, provider } = await surroundings();
  const server = await startTestServer({ at: STARTS_AT, env, secondFactor: true });
  const before = process.env.TMPDIR;
  try {
    process.env.TMPDIR = options.temporary;
    const shown = await fill(server);
    const round = await Round.on(server, options, results);
    round.know(shown);
    await round.run();
    await round.lookBack();
  } finally {
    if (before === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = before;
    await server.stop();
    await provider.stop();
  }
}

class Round {
  readonly #ids = new KnownIds();
  readonly #exchanges: Exchanges;
  readonly #asking: Asking;

  private constructor(
    private readonly server: TestServer,
    private readonly options: RoundOptions,
    private readonly results: Results,
    private readonly document: Document,
    private readonly senders: Senders,
  ) {
    this.#exchanges = new Exchanges(server.url, WIDTH);
    const judge = new Judge(document, ALL_CANARIES);
    this.#asking = new Asking(this.#exchanges, judge, this.#ids, results, options.name);
  }

  static async on(server: TestServer, options: RoundOptions, results: Results): Promise<Round> {
    const senders = await Senders.of(server);
    results.secrets.tokens = senders.tokens;
    await results.secrets.readKeys(server.folders.keys);
    return new Round(server, options, results, await readDocument(server), senders);
  }

  know(shown: readonly Shown[]): void {
    for (const [path, body] of shown) this.#ids.read(path, body);
  }

  async run(): Promise<void> {
    await this.#lookAround();
    const drafts = this.#drafts();
    const before = heapBytes();
    const begun = performance.now();
    await this.#walk();
    while (drafts.length > 0 && !this.options.signal?.aborted) {
      await inParallel(drafts.splice(0, LOOK_AFTER), WIDTH, ([operation, draft]) => this.#one(operation, draft));
      await this.server.app.get(IntegrateEvents).execute();
      await this.#isAlive();
      this.results.say(`${this.options.name}: ${drafts.length} requests to go`);
    }
    this.results.sum.busyMs += performance.now() - begun;
    const grown = heapBytes() - before;
    if (grown > MOST_GROWTH_BYTES)
      this.results.faults.add('the server', `keeps ${Math.round(grown / 2 ** 20)} MiB more than before`);
  }

  /** What is left behind: custody, and whatever was written. */
  async lookBack(): Promise<void> {
    const { server, results, options } = this;
    this.#exchanges.end();
    await server.app.get(IntegrateEvents).execute();
    await lookAnew(server.app.get(CopyJob));
    const folders = [server.folders.data, `${server.folders.data}-log-copy`, options.temporary];
    for (const found of await filesWith(folders, results.secrets.inNoFile)) results.faults.add('a file', found);
    await reconcileLater(server, 5 * DAY_MS); // requests that broke off leave keys without rows, which the reconciliation drops
    for (const finding of await custodyFindings(await withOwnListeners(server)))
      results.faults.add('custody', finding, options.name);
  }

  /** Every list as everybody sees it, for the ids that are there. */
  async #lookAround(): Promise<void> {
    const lists = this.document.operations.filter(
      ({ method, path, answers }) => method === 'GET' && !path.includes('{') && answers['200']?.['application/json'],
    );
    for (const { path } of lists) await this.#lookAt(path);
    for (const [username, id] of this.server.ids) this.#ids.note('staff', id, username);
    const cases = await this.server.sql<{ id: string }>('select id from rights_case');
    const [officer] = [await this.server.as('oili.oikeus')];
    for (const { id } of cases)
      for (const part of ['', '/recordings', '/documents', '/redactions', '/deliveries', '/effects'])
        this.#ids.read(
          `/api/v1/rights-requests/${id}${part}`,
          (await officer.get(`/rights-requests/${id}${part}`)).body,
        );
  }

  /** As the first sees it who may. */
  async #lookAt(path: string): Promise<void> {
    for (const { token } of this.senders.all) {
      const headers = { authorization: `Bearer ${token}` };
      const { status, body } = await this.#exchanges.send({ method: 'GET', target: path, headers, body: null });
      if (status !== 200) continue;
      this.#read(path, body);
      return;
    }
  }

  #drafts(): [Operation, Draft][] {
    const { document, options } = this;
    const random = new SeededRandom(options.name);
    const drafts = document.operations
      .filter(options.isWanted)
      .flatMap(operation =>
        fc
          .sample(draftsOf(operation), { numRuns: options.count, seed: random.between(0, 2 ** 30) })
          .map((draft): [number, [Operation, Draft]] => [random.between(0, 2 ** 30), [operation, draft]]),
      );
    return drafts.sort(([a], [b]) => a - b).map(([, draft]) => draft);
  }

  async #one(operation: Operation, draft: Draft): Promise<void> {
    const sender = this.senders.pick(operation, draft);
    const token = sender?.token ?? '';
    const sent = signed(writeRequest(operation, draft, this.#ids), token, draft.way);
    const role = sender?.role ?? 'anonymous';
    const by = { name: sender?.name ?? 'nobody', token, role, isForeignPage: draft.way === 'foreign-page' };
    const isValid = draft.kind === 'valid' && draft.sender.as === 'entitled';
    const answer = await this.#asking.ask(operation, sent, by, isValid);
    if (answer && answer.status < 400) this.results.sum.takenByChance(operation.name);
    if (sender && answer) await this.senders.answered(sender, operation, answer);
  }

  /** Every way once, in the state that this server is in now; as it should be where an alteration has led it astray. */
  async #walk(): Promise<void> {
    const random = new SeededRandom(`${this.options.name} walks`);
    const ways = Object.entries(WALKS).filter(([name]) => name.includes(this.options.way));
    for (const [name, way] of ways) {
      if (this.options.signal?.aborted) return;
      if ((await this.#walked(way, random, true)) === null) continue;
      const refused = await this.#walked(way, random, false);
      if (refused !== null) this.results.sum.broken(name, refused);
    }
  }

  /** @returns the step that was refused; null: it went to its end */
  async #walked(way: (walk: Walk) => Promise<void>, random: SeededRandom, alters: boolean): Promise<string | null> {
    try {
      await way(new Walk(this.server, this.document, this.#asking, this.#ids, random, alters));
      return null;
    } catch (error) {
      if (!(error instanceof StepRefused)) throw error;
      return error.message;
    }
  }

  #read(path: string, body: Buffer): void {
    this.#ids.read(path, JSON.parse(body.toString()) as unknown);
  }

  async #isAlive(): Promise<void> {
    const { status } = await this.#exchanges.send({ method: 'GET', target: '/healthz', headers: {}, body: null });
    if (status !== 200) this.results.faults.add('the server', `is not alive: ${status}`);
  }
}

/** Whoever the check asks as may have lost their rights in the round: it asks as others with the same. */
async function withOwnListeners(server: TestServer): Promise<TestServer> {
  const lead = await addPerson(server, { grants: [{ role: 'team-lead', purposes: ['internal-training'] }] });
  const officer = await addPerson(server, { grants: [{ role: 'rights-officer', purposes: ['rights-request'] }] });
  const others = new Map([
    ['liisa.lupa', lead.username],
    ['oili.oikeus', officer.username],
  ]);
  return { ...server, as: username => server.as(others.get(username) ?? username) };
}
