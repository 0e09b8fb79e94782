import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Clock } from '../../kernel/clock.js';
import { DomainError } from '../../kernel/errors.js';
import { Database, type Statement } from '../../platform/database/index.js';
import { EMPTY_ROOT } from '../tree/hashes.js';
import { LogKeys } from './log-keys.js';

/** Where the log stands, as its one row says. */
export interface Head {
  readonly origin: string;
  /** Leaves in the tree. */
  readonly size: number;
  readonly root: Buffer;
  /** The signed note. */
  readonly checkpoint: string;
  readonly signedAt: Date;
  /** Events below this index were pruned at the end of their retention; their leaves are there. */
  readonly prunedTo: number;
}

/** Reads the head of the log; the very first start makes it, with the checkpoint of an empty tree. */
@Injectable()
export class LogHead implements OnModuleInit {
  constructor(
    private readonly database: Database,
    private readonly keys: LogKeys,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError `log-keys-foreign` where the keys at hand are not those that signed the log */
  async onModuleInit(): Promise<void> {
    if (!(await this.find())) await this.#begin();
    if (!(await this.keys.haveSigned((await this.read()).checkpoint))) throw foreign();
  }

  /** @throws DomainError `log-not-begun` */
  async read(): Promise<Head> {
    const head = await this.find();
    if (!head)
      throw new DomainError('unavailable', 'log-not-begun', 'The log has not begun yet: start the server once.');
    return head;
  }

  /** Null before the first start. */
  async find(): Promise<Head | null> {
    const [row] = await this.database.query<HeadRow>(READ_HEAD);
    return row ? headOf(row) : null;
  }

  /** Two instances may begin at once: one row wins, and both have signed with the same keys. */
  async #begin(): Promise<void> {
    const origin = await this.keys.begin();
    const checkpoint = await this.keys.sign({ origin, size: 0, root: EMPTY_ROOT });
    await this.database.query(BEGIN, [origin, EMPTY_ROOT, checkpoint, this.clock.now()]);
  }
}

export interface HeadRow {
  readonly origin: string;
  readonly size: number;
  readonly root: Buffer;
  readonly checkpoint: string;
  readonly signed_at: Date;
  readonly pruned_to: number;
}

/** A head, from its row. */
export function headOf({ origin, size, root, checkpoint, signed_at, pruned_to }: HeadRow): Head {
  return { origin, size, root, checkpoint, signedAt: signed_at, prunedTo: pruned_to };
}

const READ_HEAD: Statement = {
  name: 'log-head',
  text: 'select origin, size, root, checkpoint, signed_at, pruned_to from audit_head',
};

const BEGIN: Statement = {
  name: 'log-begin',
  text: `
    insert into audit_head ("only", origin, size, root, checkpoint, signed_at, pruned_to)
    values (true, $1, 0, $2, $3, $4, 0) on conflict do nothing`,
};

function foreign(): DomainError {
  return new DomainError(
    'unavailable',
    'log-keys-foreign',
    'TALLENNE_LOG_KEY_FILE: these keys did not sign the log of this database; mount the right folder, or restore the file.',
  );
}
