import { Injectable } from '@nestjs/common';
import { Config } from '../config/config.js';
import { Database } from './database.js';

/**
 * Whether as many standbys confirm each commit as `synchronous_standby_names` asks for; without them commits wait for ever. Only
 * `pg_read_all_stats` lets a role see it.
 */
export const STANDBY_IS_THERE = `
  current_setting('synchronous_standby_names') <> '' and
  (select count(*) from pg_stat_replication where state = 'streaming' and sync_state in ('sync', 'quorum'))
    >= coalesce(substring(current_setting('synchronous_standby_names') from '(?i)^\\s*(?:(?:first|any)\\s+)?(\\d+)\\s*\\(')::int, 1)`;

/** The standby that the settings ask for. */
@Injectable()
export class Standby {
  constructor(
    private readonly config: Config,
    private readonly database: Database,
  ) {}

  /** Whether what is committed now comes to the standby as well; true where the settings ask for none. */
  async isThere(): Promise<boolean> {
    if (this.config.database?.standbyRequired !== true) return true;
    const [row] = await this.database.query<{ there: boolean }>(LOOK);
    return row?.there === true;
  }
}

const LOOK = { name: 'standby-is-there', text: `select ${STANDBY_IS_THERE} as there` };
