import { join } from 'node:path';
import { readConfig } from '../../../platform/config/index.js';
import { OutsideFolder } from '../../../platform/files/outside-folder.js';
import type { Head, LogHead } from '../../integration/log-head.js';
import { LogKeys } from '../../integration/log-keys.js';
import type { LogTiles } from '../../integration/log-tiles.js';
import type { LogEntries } from '../../serving/log-entries.js';
import { THE_SYSTEM, leafOf } from '../../event.js';
import { leafHash } from '../../tree/hashes.js';
import { TreeInMemory } from '../../tree/testing/tree-in-memory.js';
import { tilesSince } from '../../tree/tiles.js';
import { LogSource } from '../log-source.js';
import { OutsideLog } from '../outside-log.js';
import { newId } from '../../../kernel/ids.js';

const BEGAN = new Date('2026-11-24T07:00:00.000Z');
const ORIGIN = 'tallenne.example.org/log';

/** A log without a database: its tree in memory, signed with keys of its own below `folder`, and what reads it. */
export class SmallLog {
  readonly leaves: Buffer[] = [];
  readonly tree = new TreeInMemory();
  readonly keys: LogKeys;
  readonly head: Head = {
    origin: ORIGIN,
    size: 0,
    root: Buffer.alloc(0),
    checkpoint: '',
    signedAt: BEGAN,
    prunedTo: 0,
  };

  private constructor(readonly folder: string) {
    const places = { TALLENNE_DATA_DIR: join(folder, 'data'), TALLENNE_KEYS_DIR: join(folder, 'keys') };
    this.keys = new LogKeys(readConfig({ ...places, TALLENNE_LOG_ORIGIN: ORIGIN }));
  }

  /** A log of so many events in `folder`, another each time. */
  static async of(size: number, folder: string): Promise<SmallLog> {
    const log = new SmallLog(folder);
    await log.keys.begin();
    await log.grow(size);
    return log;
  }

  async grow(by: number): Promise<void> {
    for (let one = 0; one < by; one += 1) {
      const at = new Date(BEGAN.getTime() + this.leaves.length);
      const { bytes } = leafOf(newId(at), at, 'p1', { action: 'log.verified', actor: THE_SYSTEM });
      this.leaves.push(bytes);
      this.tree.append([leafHash(bytes)]);
    }
    const tree = { size: this.tree.size, root: this.tree.edge.root() };
    Object.assign(this.head, { ...tree, checkpoint: await this.keys.sign({ origin: ORIGIN, ...tree }) });
  }

  /** Stands where the head is read: nothing else of it is asked. */
  get logHead(): LogHead {
    return { read: () => Promise.resolve(this.head) } as unknown as LogHead;
  }

  /** Stands where tiles are read. */
  get tiles(): LogTiles {
    return { read: this.tree.read } as unknown as LogTiles;
  }

  get source(): LogSource {
    const read = (first: number, width: number) => Promise.resolve(this.leaves.slice(first, first + width));
    return new LogSource(this.tiles, { read } as unknown as LogEntries, this.keys);
  }

  /** A whole copy of it as it is now, in a folder of that name. */
  async copied(name: string): Promise<OutsideLog> {
    const outside = new OutsideLog(new OutsideFolder(join(this.folder, name)));
    await outside.keep(await this.source.readAll([...tilesSince(0, this.head.size)]));
    await outside.finish(this.head.checkpoint, await this.keys.verifierKeys(), BEGAN);
    return outside;
  }
}
