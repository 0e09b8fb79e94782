import { connect, type Socket } from 'node:net';
import { DELAY_MS, failingStatement, type FaultKind } from './fault-kinds.js';
import { FrameSplitter, queryFrame, type Frame } from './fault-frames.js';
import { StatementReader, type SeenStatement } from './fault-statements.js';

/** Asked for each statement: what shall happen to it; null lets it pass. */
export type Judge = (statement: SeenStatement) => FaultKind | null;

const READY_FOR_QUERY = 'Z';
const COMMAND_COMPLETE = 'C';
const IN_TRANSACTION = 'T';

/** One connection of a server to the database, with the faults that befall it. */
export class FaultConnection {
  readonly #back: Socket;
  readonly #fromServer = new FrameSplitter(true);
  readonly #fromDatabase = new FrameSplitter(false);
  readonly #statements = new StatementReader();
  #status = 'I';
  #hangs = false;
  #isReadOnly = false;
  /** Answers of the database that the server has not asked for. */
  #toSwallow = 0;
  #losesAnswer = false;

  constructor(
    private readonly front: Socket,
    database: { readonly host: string; readonly port: number },
    private readonly judge: Judge,
    private readonly onRowsChanged: (rows: number) => void,
  ) {
    this.#back = connect(database);
    this.#endTogether();
    front.on('data', chunk => {
      for (const frame of this.#fromServer.split(chunk)) this.#take(frame);
    });
    this.#back.on('data', chunk => {
      for (const frame of this.#fromDatabase.split(chunk)) this.#answer(frame);
    });
  }

  /** Whether a fault is left in it that goes on. */
  get isTainted(): boolean {
    return this.#hangs || this.#isReadOnly;
  }

  get isOpen(): boolean {
    return !this.front.destroyed;
  }

  end(): void {
    this.front.destroy();
    this.#back.destroy();
  }

  #endTogether(): void {
    for (const socket of [this.front, this.#back]) {
      socket.setNoDelay(true);
      socket.on('error', () => undefined); // the close that follows says it all
      socket.on('close', () => {
        this.end();
      });
    }
  }

  #take(frame: Frame): void {
    if (this.#hangs) return;
    if (frame.type === '' || frame.type === 'p' || frame.type === 'X') {
      this.#back.write(frame.bytes);
      return;
    }
    const statement = this.#statements.read(frame);
    if (statement) this.#pass(statement);
  }

  #pass(statement: SeenStatement): void {
    const kind = this.judge(statement);
    const failing = kind && failingStatement(kind);
    if (kind === 'hang') this.#hangs = true;
    else if (kind === 'disconnect' || kind === 'down') this.end();
    else if (failing !== null) this.#back.write(queryFrame(failing));
    else if (kind === 'delayed') setTimeout(() => this.#back.write(statement.bytes), DELAY_MS);
    else {
      if (kind === 'read-only' && !this.#isReadOnly) this.#makeReadOnly();
      this.#losesAnswer = kind === 'answer-lost';
      this.#hangs = kind === 'answer-swallowed';
      this.#back.write(statement.bytes);
    }
  }

  #makeReadOnly(): void {
    this.#isReadOnly = true;
    this.#toSwallow += 1;
    const setting = this.#status === IN_TRANSACTION ? 'transaction_read_only' : 'default_transaction_read_only';
    this.#back.write(queryFrame(`set ${setting} = on`));
  }

  #answer(frame: Frame): void {
    const isEnd = frame.type === READY_FOR_QUERY;
    if (isEnd) this.#status = frame.body.toString('latin1');
    if (frame.type === COMMAND_COMPLETE) this.onRowsChanged(rowsChangedBy(frame.body.toString('latin1')));
    if (this.#hangs) return;
    if (this.#toSwallow > 0) {
      if (isEnd) this.#toSwallow -= 1;
    } else if (!this.#losesAnswer) this.front.write(frame.bytes);
    else if (isEnd) this.end();
  }
}

/** By the tag with which the database ends a command, such as `INSERT 0 1`. */
function rowsChangedBy(tag: string): number {
  return Number(/^(?:INSERT \d+|UPDATE|DELETE) (\d+)/.exec(tag)?.[1] ?? 0);
}
