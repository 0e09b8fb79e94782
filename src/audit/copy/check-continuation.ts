import { Injectable } from '@nestjs/common';
import { Database, type Statement } from '../../platform/database/index.js';
import { LogHead } from '../integration/log-head.js';
import { LogKeys } from '../integration/log-keys.js';
import { LogTiles, TileMissing } from '../integration/log-tiles.js';
import { parseCheckpoint } from '../tree/checkpoint.js';
import { rootAt } from '../tree/proofs.js';
import { OutsideLog } from './outside-log.js';

/** How the database's log stands to the copy outside. */
export type Continuation =
  /** It begins with what the copy holds; or there is nothing to compare yet. */
  | 'continued'
  /** It is shorter, or another: a backup was restored, or the log was rewritten. */
  | 'not-continued'
  /** The log was copied before, and the copy is not there. */
  | 'copy-missing';

/** Compares the database's log with its copy: the copy is what an administrator of the database cannot reach. */
@Injectable()
export class CheckContinuation {
  constructor(
    private readonly database: Database,
    private readonly head: LogHead,
    private readonly tiles: LogTiles,
    private readonly keys: LogKeys,
    private readonly outside: OutsideLog,
  ) {}

  async execute(): Promise<Continuation> {
    const note = await this.outside.checkpoint();
    if (note === null) return (await this.#wasCopied()) ? 'copy-missing' : 'continued';
    const copy = parseCheckpoint(note);
    const isOurs = copy !== null && (await this.keys.haveSigned(note));
    return isOurs && (await this.#beginsWith(copy)) ? 'continued' : 'not-continued';
  }

  async #wasCopied(): Promise<boolean> {
    const [row] = await this.database.query<object>(COPIED);
    return row !== undefined;
  }

  async #beginsWith({ origin, size, root }: { origin: string; size: number; root: Buffer }): Promise<boolean> {
    const head = await this.head.read();
    if (head.origin !== origin || head.size < size) return false;
    try {
      return (await rootAt(size, this.tiles.read)).equals(root);
    } catch (error) {
      if (error instanceof TileMissing) return false;
      throw error;
    }
  }
}

const COPIED: Statement = { name: 'log-was-copied', text: 'select from audit_copy where size > 0 limit 1' };
