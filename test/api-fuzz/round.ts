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
import { isLate, Judge } from './judge.js';
import { KnownIds } from './known-ids.js';
import type { Secrets } from './secrets.js';
import { Senders } from './senders.js';
import type { Sum } from './sum.js';
import { fill, SETTINGS, type Shown } from './world.js';
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
  const server = await startTestServer({ env: SETTINGS });
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

  know(shown: readonly Shown[]): void {
    for (const [path, body] of shown) this.#ids.read(path, body);
  }

  async run(): Promise<void> {
    await this.#lookAround();
    const drafts = this.#drafts();
    const before = heapBytes();
    const begun = performance.now();
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
    server.clock.advance(5 * DAY_MS); // requests that broke off leave keys without rows, which the reconciliation drops
    await server.app.get(Reconcile).execute(null);
    for (const finding of await custodyFindings(server)) results.faults.add('custody', finding, options.name);
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
    const sent = signed(writeRequest(operation, draft, this.#ids), token, draft);
    const answer = await this.#exchanges.send(sent).catch(String);
    const note = (fault: string): void => {
      this.results.faults.add(operation.name, fault, this.#example(sent, answer, sender?.name));
    };
    if (typeof answer === 'string') {
      note(`gave no answer: ${answer}`);
      return;
    }
    const from = { token: sender?.role === 'anonymous' ? '' : token, isForeignPage: draft.way === 'foreign-page' };
    for (const fault of this.#judge.faultsOf(operation, from, answer)) note(fault);
    const isValid = draft.kind === 'valid' && draft.sender.as === 'entitled';
    this.results.sum.add(operation.name, answer.status, isValid ? codeOf(answer) : '');
    if (isLate(answer)) this.results.sum.late += 1;
    if (showsIds(answer)) this.#read(sent.target, answer.body);
    const created = /\/uploads\/([0-9a-f-]{36})$/.exec(String(answer.headers.location));
    if (created?.[1]) this.#ids.note('uploads', created[1]);
    if (sender) await this.senders.answered(sender, operation, answer.status);
  }

  #read(path: string, body: Buffer): void {
    this.#ids.read(path, JSON.parse(body.toString()) as unknown);
  }

  async #isAlive(): Promise<void> {
    const { status } = await this.#exchanges.send({ method: 'GET', target: '/healthz', headers: {}, body: null });
    if (status !== 200) this.results.faults.add('the server', `is not alive: ${status}`);
  }

  #example({ method, target, headers, body }: Sent, answer: Answered | string, sender = 'nobody'): string {
    const { authorization: _, cookie: __, ...shown } = headers;
    const asked = [
      sender,
      method,
      target.slice(0, 300),
      JSON.stringify(shown).slice(0, 300),
      String(body).slice(0, 700),
    ];
    if (typeof answer === 'string') return `${this.options.name} ${asked.join(' ')}`;
    const said = answer.status >= 500 ? `\n    ${this.results.lastSaid()}` : '';
    return `${this.options.name} ${asked.join(' ')}\n    -> ${answer.status} ${answer.body.toString().slice(0, 400)}${said}`;
  }
}

function codeOf({ status, body }: Answered): string {
  const [, code = ''] = /"code":"([a-z-]+)"/.exec(body.toString()) ?? [];
  const [fields = ''] = /"fields":\[[^\]]*/.exec(body.toString()) ?? [];
  return `${status} ${code} ${fields.slice(10, 90)}`.trim();
}

function showsIds({ status, type, body }: Answered): boolean {
  return status < 300 && body.length > 0 && /^application\/(scim\+)?json/.test(type);
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
