import { Injectable } from '@nestjs/common';
import { Clock } from '../../../kernel/clock.js';
import { newId } from '../../../kernel/ids.js';
import { Database, type Statement } from '../../../platform/database/index.js';
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
  async await(source: string, names: readonly string[], itemId: string): Promise<void> {
    for (const name of names) {
      await this.database.query(AWAIT, [source, this.names.digest('audio', source, name), itemId]);
    }
  }

  /** Those of `names`, of files without their folders, that are waited for, with the items that wait. */
  async among(source: string, names: readonly string[]): Promise<ReadonlyMap<string, string>> {
    if (names.length === 0) return new Map();
    const byDigest = new Map(names.map(name => [this.names.digest('audio', source, name).toString('hex'), name]));
    const digests = [...byDigest.keys()].map(digest => Buffer.from(digest, 'hex'));
    const rows = await this.database.query<{ digest: Buffer; item_id: string }>(AMONG, [source, digests]);
    return new Map(rows.map(({ digest, item_id }) => [byDigest.get(digest.toString('hex')) ?? '', item_id]));
  }

  /** Forgets names whose items are gone; those of the last hour may still be on their way to their item. */
  async sweep(): Promise<void> {
    await this.database.query(SWEEP, [newId(new Date(this.clock.now().getTime() - HOUR_MS))]);
  }
}

const HOUR_MS = 3_600_000;

const AWAIT: Statement = {
  name: 'inbox-await',
  text: `
    insert into awaited_audio (source, digest, item_id) values ($1, $2, $3)
    on conflict (source, digest) do update set item_id = excluded.item_id`,
};

const AMONG: Statement = {
  name: 'inbox-awaited-among',
  text: `
    select a.digest, a.item_id from awaited_audio a join quarantined_item i on i.id = a.item_id
    where a.source = $1 and a.digest = any($2::bytea[]) and i.audio_sha256 is null`,
};

const SWEEP: Statement = {
  name: 'inbox-awaited-sweep',
  text: `
    delete from awaited_audio a
    where a.item_id < $1::uuid and not exists (select from quarantined_item i where i.id = a.item_id)`,
};
