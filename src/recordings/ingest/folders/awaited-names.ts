import { Injectable } from '@nestjs/common';
import { Clock } from '../../../kernel/clock.js';
import { newId } from '../../../kernel/ids.js';
import { Database, type Statement } from '../../../platform/database/index.js';
import type { AudioName } from './audio-name.js';
import { KeyedNames } from './keyed-names.js';

/** The names under which the audio of announced calls is waited for. */
@Injectable()
export class AwaitedNames {
  constructor(
    private readonly database: Database,
    private readonly names: KeyedNames,
    private readonly clock: Clock,
  ) {}

  /** Before the item is kept: a name whose item is not there is passed over, and swept. */
  async await(source: string, names: readonly AudioName[], itemId: string): Promise<void> {
    for (const name of names) await this.database.query(AWAIT, [source, this.#digest(source, name), itemId]);
  }

  /**
   * The items that wait for files, by their places. Of the names that a file may be waited for under the first counts that something
   * waits for. A name without a folder that two items wait for is nobody's.
   */
  async among(source: string, files: ReadonlyMap<string, readonly AudioName[]>): Promise<ReadonlyMap<string, string>> {
    const waiting = await this.#waiting(source, [...files.values()].flat());
    const itemOf = (name: AudioName) => {
      const items = waiting.get(this.#digest(source, name).toString('hex')) ?? [];
      return name.kind === 'name' && items.length > 1 ? undefined : items[0];
    };
    const found = [...files].map(([place, names]) => [place, names.map(itemOf).find(Boolean)] as const);
    return new Map(found.flatMap(([place, item]) => (item === undefined ? [] : [[place, item]])));
  }

  /** Forgets names whose items are gone; those of the last hour may still be on their way to their item. */
  async sweep(): Promise<void> {
    await this.database.query(SWEEP, [newId(new Date(this.clock.now().getTime() - HOUR_MS))]);
  }

  /** Items by the digests of what they wait for, the first announced first. */
  async #waiting(source: string, names: readonly AudioName[]): Promise<ReadonlyMap<string, string[]>> {
    if (names.length === 0) return new Map();
    const digests = names.map(name => this.#digest(source, name));
    const rows = await this.database.query<{ digest: Buffer; item_id: string }>(AMONG, [source, digests]);
    const byDigest = Map.groupBy(rows, ({ digest }) => digest.toString('hex'));
    return new Map([...byDigest].map(([digest, found]) => [digest, found.map(row => row.item_id)]));
  }

  #digest(source: string, { kind, value }: AudioName): Buffer {
    return this.names.digest(USES[kind], source, value);
  }
}

const HOUR_MS = 3_600_000;
const USES = { place: 'audio-place', call: 'audio-call', name: 'audio' } as const;

const AWAIT: Statement = {
  name: 'inbox-await',
  text: 'insert into awaited_audio (source, digest, item_id) values ($1, $2, $3) on conflict do nothing',
};

const AMONG: Statement = {
  name: 'inbox-awaited-among',
  text: `
    select a.digest, a.item_id from awaited_audio a join quarantined_item i on i.id = a.item_id
    where a.source = $1 and a.digest = any($2::bytea[]) and i.audio_sha256 is null
    order by a.item_id`,
};

const SWEEP: Statement = {
  name: 'inbox-awaited-sweep',
  text: `
    delete from awaited_audio a
    where a.item_id < $1::uuid and not exists (select from quarantined_item i where i.id = a.item_id)`,
};
