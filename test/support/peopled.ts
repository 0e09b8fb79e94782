import { cp } from 'node:fs/promises';
import { ROOM } from './room.js';

/** Who is there: staff ids by user name, and the token of the telephone system. */
export interface People {
  readonly ids: ReadonlyMap<string, string>;
  readonly ingestToken: string;
}

/** Settings that were not yet of any effect while the accounts of the demo were made. */
const LATER = new RegExp(
  `^(${Object.keys(ROOM).join('|')}|TALLENNE_(CONTROLLER_(NAME|ADDRESS)|(DPO|AUTHORITY|UNRECORDED)_CONTACT|` +
    'LEGAL_BASES|ARTICLE_9_CONDITIONS|OUTPUT_LEVEL|MAX_AUDIO_MIB|CASE_[A-Z_]+|INBOX_(DIR|TAKEN|[A-Z]+_(SECONDS|MINUTES))|' +
    'ALARM_WEBHOOK_[A-Z]+|PUBLIC_ORIGIN|TRUSTED_PROXY|RECONCILIATION_SAMPLE|[A-Z]+_COUNTRY|DATABASE_POOL))$',
);

/** Whether a server with these settings may begin where `e2e/peopled.mjs` stopped; the long scripts know no such place. */
export function canBePeopled(env: Readonly<Record<string, string>>): boolean {
  return process.env.TALLENNE_TEST_PEOPLED !== undefined && Object.keys(env).every(name => LATER.test(name));
}

/** Copies the folders of the server that has made the accounts into `folder`, beside a database from `tallenne_peopled`. */
export async function peopleInto(folder: string): Promise<People> {
  const peopled = JSON.parse(process.env.TALLENNE_TEST_PEOPLED ?? '') as {
    folder: string;
    ids: [string, string][];
    ingestToken: string;
  };
  await cp(peopled.folder, folder, { recursive: true });
  return { ids: new Map(peopled.ids), ingestToken: peopled.ingestToken };
}
