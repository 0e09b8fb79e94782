import fc from 'fast-check';
import { CopyJob } from '../../src/audit/copy/copy.job.js';
import { IntegrateEvents } from '../../src/audit/integration/integrate-events.js';
import { SeededRandom } from '../../src/cli/demo/seeded-random.js';
import { Reconcile } from '../../src/retention/index.js';
import { custodyFindings } from '../custody/check-custody.js';
import { ALL_CANARIES } from '../support/canaries.js';
import { inParallel } from '../support/in-parallel.js';
import { lookAnew } from '../support/looks.js';
import { startTestServer, type TestServer } from '../support/server.js';
import { readDocument, type Document, type Operation } from './document.js';
import type { Draft, Sent } from './draft.js';
import { draftsOf } from './drafts.js';
import { Exchanges, type Answered } from './exchange.js';
import type { Faults } from './faults.js';
import { heapBytes } from './heap.js';
import { Judge } from './judge.js';
import { KnownIds } from './known-ids.js';
import type { Secrets } from './secrets.js';
import { Senders } from './senders.js';
import type { Sum } from './sum.js';
import { fill, SETTINGS } from './world.js';
import { writeRequest } from './write-request.js';
import { filesWith } from './written-files.js';

export interface RoundOptions {
  /** Repeats the round: what is drafted follows from it alone. */
  readonly name: string;
  /** How many requests each operation gets. */
  readonly count: number;
  /** Whether an operation takes part. */
  readonly isWanted: (operation: Operation) => boolean;
  /** Where the server keeps what is temporary. */
  readonly temporary: string;
}

/** What a round writes its results into. */
export interface Results {
  readonly sum: Sum;
  readonly faults: Faults;
  readonly secrets: Secrets;
}

const WIDTH = 12;
const LOOK_AFTER = 2000;
const DAY_MS = 86_400_000;
const MOST_GROWTH_BYTES = 128 * 2 ** 20;

/** One server with everything that is sent to it, and what is looked at when it has answered all. */
export async function runRound(options: RoundOptions, results: Results): Promise<void> {
  const server = await startTestServer({ env: SETTINGS });
  const before = process.env.TMPDIR;
  try {
    process.env.TMPDIR = options.temporary;
    await fill(server);
    const round = await Round.on(server, options, results);
    await round.run();
    await round.lookBack();
  } finally {
    if (before === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = before;
    await server.stop();
  }
}

class Round {
  readonly #ids = new KnownIds();
  readonly #exchanges: Exchanges;
  readonly #judge: Judge;

  private constructor(
    private readonly server: TestServer,
    private readonly options: RoundOptions,
    private readonly results: Results,
    private readonly document: Document,
    private readonly senders: Senders,
  ) {
    this.#exchanges = new Exchanges(server.url, WIDTH);
    this.#judge = new Judge(document, ALL_CANARIES);
  }

  static async on(server: TestServer, options: RoundOptions, results: Results): Promise<Round> {
    const senders = await Senders.of(server);
    results.secrets.tokens = senders.tokens;
    await results.secrets.readKeys(server.folders.keys);
    return new Round(server, options, results, await readDocument(server), senders);
  }

  async run(): Promise<void> {
    await this.#lookAround();
    const drafts = this.#drafts();
    const before = heapBytes();
    const begun = performance.now();
    while (drafts.length > 0) {
      await inParallel(drafts.splice(0, LOOK_AFTER), WIDTH, ([operation, draft]) => this.#one(operation, draft));
      await this.server.app.get(IntegrateEvents).execute();
      await this.#isAlive();
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
    server.clock.advance(5 * DAY_MS); // requests that broke off leave keys without rows, which the reconciliation drops
    await server.app.get(Reconcile).execute(null);
    for (const finding of await custodyFindings(server)) results.faults.add('custody', finding, options.name);
  }

  /** Every list as everybody sees it, for the ids that are there. */
  async #lookAround(): Promise<void> {
    const lists = this.document.operations.filter(
      ({ method, path }) => method === 'GET' && !path.includes('{') && !path.endsWith('/changes'),
    );
    for (const { path } of lists) {
      for (const { token } of this.senders.all) {
        const { status, body } = await this.#exchanges.send({
          method: 'GET',
          target: path,
          headers: { authorization: `Bearer ${token}` },
          body: null,
        });
        if (status === 200) this.#read(path, body);
      }
    }
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
    const { senders, results } = this;
    const sender = senders.pick(operation, draft);
    const token = sender?.token ?? '';
    const sent = signed(writeRequest(operation, draft, this.#ids), token, draft);
    try {
      const answer = await this.#exchanges.send(sent);
      const isSomebody = sender !== null && sender.role !== 'anonymous';
      const from = { token: isSomebody ? token : '', isForeignPage: draft.way === 'foreign-page' };
      for (const fault of this.#judge.faultsOf(operation, from, answer))
        results.faults.add(operation.name, fault, this.#example(sent, answer, sender?.name));
      results.sum.add(operation.name, answer.status);
      if (answer.status < 300 && answer.type.includes('json')) this.#read(sent.target, answer.body);
      if (sender) await senders.answered(sender, operation, answer.status);
    } catch (error) {
      results.faults.add(
        operation.name,
        `gave no answer: ${error instanceof Error ? error.message : String(error)}`,
        this.#example(sent, null),
      );
    }
  }

  #read(path: string, body: Buffer): void {
    this.#ids.read(path, JSON.parse(body.toString()) as unknown);
  }

  async #isAlive(): Promise<void> {
    const { status } = await this.#exchanges.send({ method: 'GET', target: '/healthz', headers: {}, body: null });
    if (status !== 200) this.results.faults.add('the server', `is not alive: ${status}`);
  }

  #example({ method, target, headers, body }: Sent, answer: Answered | null, sender = 'nobody'): string {
    const { authorization: _, cookie: __, ...shown } = headers;
    const asked = `${sender}: ${method} ${target.slice(0, 300)} ${JSON.stringify(shown).slice(0, 300)} ${(body ?? '').toString().slice(0, 700)}`;
    return `${this.options.name} ${asked}\n    -> ${answer?.status ?? 'none'} ${(answer?.body.toString() ?? '').slice(0, 400)}`;
  }
}

/** As a program signs a request, or a page. */
function signed(sent: Sent, token: string, { way }: Draft): Sent {
  if (token === '') return sent;
  const page = {
    cookie: `tallenne_access=${encodeURIComponent(token)}`,
    'sec-fetch-site': way === 'page' ? 'same-origin' : 'cross-site',
  };
  const signature = way === 'bearer' ? { authorization: `Bearer ${token.replace(/[^\x20-\x7e]/g, '?')}` } : page;
  return { ...sent, headers: { ...signature, ...sent.headers } };
}
