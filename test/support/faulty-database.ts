import { once } from 'node:events';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { FaultConnection } from './fault-connection.js';
import type { FaultKind } from './fault-kinds.js';
import type { SeenStatement } from './fault-statements.js';
import { armed, type Armed, type ArmedFault, type Fault, type FaultyLink } from './faulty-link.js';

export type StatementFault = Fault<FaultKind, SeenStatement>;

const SETTLING_MS = 15;

/** Stands between a server and PostgreSQL, passes everything on, and fails at the statement that a test names. */
export class FaultyDatabase implements FaultyLink {
  readonly halfOpenAtOnce = 12;
  readonly #server: Server;
  readonly #connections = new Set<FaultConnection>();
  #armed: Armed<FaultKind, SeenStatement> | null = null;
  #goesOn: FaultKind | null = null;
  #seen: SeenStatement[] = [];
  #rowsChanged = 0;

  private constructor(private readonly databaseUrl: URL) {
    this.#server = createServer(front => {
      if (this.#goesOn === 'down') front.destroy();
      else this.#connections.add(new FaultConnection(front, this.#database, this.#judge, this.#noteRows));
    });
  }

  /** Listens before the database at `databaseUrl`. */
  static async before(databaseUrl: string): Promise<FaultyDatabase> {
    const faulty = new FaultyDatabase(new URL(databaseUrl));
    faulty.#server.listen(0, '127.0.0.1');
    await once(faulty.#server, 'listening');
    return faulty;
  }

  /** The same database, by this way. */
  get url(): string {
    const url = new URL(this.databaseUrl);
    url.host = `127.0.0.1:${(this.#server.address() as AddressInfo).port}`; // it listens on TCP
    return url.href;
  }

  /** Arms one fault; the one before is forgotten if it has not struck. */
  arm(fault: StatementFault): ArmedFault<SeenStatement> {
    this.#armed = armed(fault);
    return this.#armed;
  }

  /** Forgets the armed fault; what it has struck stays struck. */
  disarm(): void {
    this.#armed = null;
  }

  /** The statements that went by during `work`. */
  async statementsDuring(work: () => Promise<unknown>): Promise<SeenStatement[]> {
    this.#seen = [];
    await work();
    return this.#seen;
  }

  /** How many rows have been inserted, changed and deleted by this way, whether it was committed or not. */
  get rowsChanged(): number {
    return this.#rowsChanged;
  }

  /** Nothing fails any more; connections in which a fault goes on end, and the server has had time to see it. */
  async calm(): Promise<void> {
    this.disarm();
    this.#goesOn = null;
    for (const connection of this.#connections) {
      if (connection.isTainted) connection.end();
      if (!connection.isOpen) this.#connections.delete(connection);
    }
    await wait(SETTLING_MS);
  }

  async stop(): Promise<void> {
    const closed = once(this.#server, 'close');
    this.#server.close();
    for (const connection of this.#connections) connection.end();
    await closed;
  }

  get #database() {
    return { host: this.databaseUrl.hostname, port: Number(this.databaseUrl.port) };
  }

  readonly #noteRows = (rows: number): void => {
    this.#rowsChanged += rows;
  };

  readonly #judge = (statement: SeenStatement): FaultKind | null => {
    this.#seen.push(statement);
    if (this.#goesOn) return this.#goesOn;
    const kind = this.#armed?.judge(statement) ?? null;
    if (kind === 'read-only' || kind === 'down') this.#goesOn = kind;
    if (kind === 'down') for (const connection of this.#connections) connection.end();
    return kind;
  };
}
