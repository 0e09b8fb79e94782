import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { SystemClock } from '../../kernel/clock.js';
import { temporaryFolder, type TemporaryFolder } from '../../platform/crypto/testing/temporary-folder.js';
import type { EntityManager } from '../../platform/database/index.js';
import { SmallLog } from '../copy/testing/small-log.js';
import { EMPTY_ROOT, leafHash } from '../tree/hashes.js';
import { EVENT_COLUMNS } from '../trail/event-row.js';
import { ImportLog } from './import-log.js';
import { loggedEvent } from './logged-event.js';

const BRANCHED = { kind: 'conflict', code: 'log-branched' };

/** Stands where the tables of the log are, as far as an import knows them. */
class Tables {
  head: Record<string, unknown> | undefined;
  readonly events = new Map<string, Buffer>();
  readonly leaves: unknown[][] = [];
  readonly tiles: unknown[][] = [];

  /** As they were when the log was like this. */
  restoredTo({ head, leaves }: SmallLog): void {
    const { origin, size, root, checkpoint } = head;
    this.head = { origin, size: String(size), root, checkpoint, pruned_to: '0' };
    for (const leaf of leaves) this.events.set(loggedEvent(leaf).id, leaf);
  }

  get em(): EntityManager {
    const execute = (statement: string, values: unknown[] = []) => Promise.resolve(this.#execute(statement, values));
    return { execute } as unknown as EntityManager; // it is asked nothing else
  }

  #execute(statement: string, values: unknown[]): object[] {
    const said = statement.trim();
    if (said.startsWith('insert into audit_head')) this.head ??= { origin: values[0], size: '0', root: values[1] };
    else if (said.startsWith('select * from audit_head')) return this.head ? [{ pruned_to: '0', ...this.head }] : [];
    else if (said.startsWith('insert into audit_event')) return this.#insertEvent(values);
    else if (said.startsWith('select from audit_event')) return this.#same(values);
    else if (said.startsWith('insert into audit_leaf')) this.leaves.push(values);
    else if (said.startsWith('insert into audit_tile')) this.tiles.push(values);
    else if (said.startsWith('update audit_head')) {
      const [size, root, checkpoint] = values;
      this.head = { ...this.head, size, root, checkpoint };
    } else if (!said.startsWith('delete from audit_pending')) throw new Error(said);
    return [];
  }

  #insertEvent(values: unknown[]): object[] {
    const [id, leaf] = [values[0] as string, values[EVENT_COLUMNS.length - 1] as Buffer]; // as they stand in EVENT_COLUMNS
    if (this.events.has(id)) return [];
    this.events.set(id, leaf);
    return [{ id }];
  }

  #same([id, leaf]: unknown[]): object[] {
    return this.events.get(id as string)?.equals(leaf as Buffer) ? [{}] : []; // an id and a leaf
  }
}

describe('the leaves that a restored database lacks', () => {
  let folder: TemporaryFolder;
  let tables: Tables;

  beforeEach(async () => {
    folder = await temporaryFolder();
    tables = new Tables();
  });
  afterEach(() => folder[Symbol.asyncDispose]());

  /** The backup is of a log of `size` events; then so many more came, and all of them are in the copy. */
  async function restored(size: number, later: number): Promise<SmallLog> {
    const log = await SmallLog.of(size, folder.path);
    if (size > 0) tables.restoredTo(log);
    await log.grow(later);
    return log;
  }
  const importing = async (log: SmallLog, note = log.head.checkpoint) =>
    new ImportLog(await log.copied('copy'), new SystemClock()).execute(tables.em, note);

  it.each([
    [0, 2, 0],
    [3, 2, 0],
    [250, 10, 1],
    [256, 2, 0],
  ])('come from the copy where the backup has %i and the copy %i more', async (size, later, tiles) => {
    const log = await restored(size, later);
    const lacking = log.leaves.slice(size);
    const ids = lacking.map(leaf => loggedEvent(leaf).id);

    expect(await importing(log)).toEqual({ first: size, events: lacking.map(loggedEvent) });
    expect(ids.map(id => tables.events.get(id))).toEqual(lacking);
    const { size: whole, root, checkpoint } = log.head;
    expect(tables.head).toMatchObject({ size: whole, root, checkpoint });
    expect(tables.tiles).toHaveLength(tiles);
    expect(tables.leaves.map(([first]) => first)).toEqual(tiles === 0 ? [size] : [size, 256]);
    const hashes = tables.leaves.map(([, , literal]) => literal).join();
    expect(lacking.filter(leaf => !hashes.includes(leafHash(leaf).toString('hex')))).toEqual([]);
  });

  it('give their log its name where the backup is older than its beginning', async () => {
    const log = await restored(0, 1);
    await importing(log);

    expect(tables.head).toMatchObject({ origin: log.head.origin });
  });

  it.each([3, 256])('are nothing where the backup has all %i of them', async size => {
    const log = await restored(size, 0);

    expect(await importing(log)).toEqual({ first: size, events: [] });
  });

  it('may be of events that the backup has, without their places', async () => {
    const log = await restored(3, 2);
    for (const leaf of log.leaves.slice(3)) tables.events.set(loggedEvent(leaf).id, leaf);

    expect((await importing(log)).events).toHaveLength(2);
  });

  it('are not taken where the backup has another event of the same id', async () => {
    const log = await restored(3, 2);
    for (const leaf of log.leaves.slice(4)) tables.events.set(loggedEvent(leaf).id, Buffer.from('{"v":1}'));

    await expect(importing(log)).rejects.toMatchObject(BRANCHED);
  });

  it.each([
    ['has another name', () => ({ origin: 'another.example.org/log' })],
    ['is longer', ({ head: { root } }: SmallLog) => ({ size: '6', root })],
    ['begins with other events', () => ({ root: EMPTY_ROOT })],
  ])('are not taken where the log of the database %s', async (_, other) => {
    const log = await restored(3, 2);
    Object.assign(tables.head ?? {}, other(log));

    await expect(importing(log)).rejects.toMatchObject(BRANCHED);
    expect(tables.leaves).toEqual([]);
  });

  it('are not taken where they do not give the root that was signed', async () => {
    const log = await restored(3, 2);
    const outside = await log.copied('copy');
    const bundle = join(folder.path, 'copy/tile/entries/000.p/5');
    await writeFile(bundle, (await readFile(bundle, 'latin1')).replaceAll('log.verified', 'log.exported'), 'latin1');
    const importLog = new ImportLog(outside, new SystemClock());

    await expect(importLog.execute(tables.em, log.head.checkpoint)).rejects.toMatchObject(BRANCHED);
    expect(tables.head).toMatchObject({ size: '3' });
  });

  it('are not taken by a checkpoint that cannot be read', async () => {
    const log = await restored(3, 2);

    await expect(importing(log, 'no checkpoint')).rejects.toMatchObject({
      kind: 'conflict',
      code: 'copy-damaged',
      message: 'The checkpoint of the copy cannot be read.',
    });
  });
});
