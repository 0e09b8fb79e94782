import { basename, dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { DemoPlaces } from './demo-folders.js';
import { defaultDataFolder } from './default-data-folder.js';
import { LIMIT_NAMES, readConfig, WrongSetting, type Config } from '../../platform/config/index.js';

/** What a demo is started with. */
export interface DemoSettings {
  readonly config: Config;
  readonly places: DemoPlaces;
  /** How many recordings its past brings. */
  readonly calls: number;
  /** Names of settings that are set and that a demo takes no notice of. */
  readonly ignored: readonly string[];
}

const CALLS = 420;
const MOST_CALLS = 5000;
const TAKEN = ['PORT', 'TALLENNE_MAX_AUDIO_MIB', 'TALLENNE_DATABASE_POOL', ...LIMIT_NAMES] as const;
/** They would lead known passwords into a real register, or the demo out of this machine. */
const IGNORED = ['HOST', 'DATABASE_URL', 'DATABASE_OWNER_URL', 'BLOB_STORE_URL', 'TALLENNE_PUBLIC_ORIGIN'] as const;

/** Invented, so that letters and the privacy notice can be made. */
const LETTERS = {
  TALLENNE_STORES_COUNTRY: 'FI',
  TALLENNE_BACKUP_COUNTRY: 'FI',
  TALLENNE_LEGAL_BASES:
    'service-development=legitimate-interest, internal-training=legitimate-interest, complaint=legitimate-interest, service-level-study=legitimate-interest',
  TALLENNE_ARTICLE_9_CONDITIONS:
    'service-development=health-care, internal-training=health-care, complaint=legal-claims, service-level-study=health-care, rights-request=legal-claims',
  TALLENNE_UNRECORDED_CONTACT: 'kayttajatuki@example.org',
  TALLENNE_CONTROLLER_NAME: 'Esimerkki Oy (esittely)',
  TALLENNE_CONTROLLER_ADDRESS: 'Esimerkkitie 1; 00100 Helsinki',
  TALLENNE_DPO_CONTACT: 'Tapio Tietosuoja; tietosuoja@example.org',
};

/**
 * Reads the settings of a demo: it listens on 127.0.0.1 alone, and everything of it lies in a data folder, a keys
 * folder and a folder for the copy of its log, beside each other. `TALLENNE_DEMO_CALLS` makes its past smaller or larger.
 * @throws WrongSetting naming the variable, never its value
 */
export function demoSettings(env: NodeJS.ProcessEnv): DemoSettings {
  const dataDir = resolve(env.TALLENNE_DATA_DIR ?? defaultDataFolder());
  const keysDir = resolve(env.TALLENNE_KEYS_DIR ?? folderBeside(dataDir, 'keys'));
  const taken = Object.fromEntries(TAKEN.map(name => [name, env[name]]));
  const copy = env.TALLENNE_LOG_COPY_URL ?? pathToFileURL(folderBeside(dataDir, 'log-copy')).href;
  const folders = { TALLENNE_DATA_DIR: dataDir, TALLENNE_KEYS_DIR: keysDir, TALLENNE_LOG_COPY_URL: copy };
  // Its terminal is read by people: not a line for each request unless somebody asks for it.
  const output = { TALLENNE_OUTPUT_LEVEL: env.TALLENNE_OUTPUT_LEVEL ?? 'warn' };
  const own = { HOST: '127.0.0.1', ...folders, ...LETTERS, ...output };
  const config = readConfig({ ...taken, ...own }, { demo: true });
  const { logCopyDir } = config;
  if (logCopyDir === null)
    throw new WrongSetting('TALLENNE_LOG_COPY_URL: a demo keeps the copy of its log in a folder');
  return {
    config,
    places: { dataDir, keysDir, logCopyDir },
    calls: callsWanted(env.TALLENNE_DEMO_CALLS),
    ignored: IGNORED.flatMap(name => [name, `${name}_FILE`]).filter(name => env[name] !== undefined),
  };
}

/** `demo-data` has `demo-keys`, and `x` has `x-keys`. */
function folderBeside(dataDir: string, name: string): string {
  return join(dirname(dataDir), `${basename(dataDir).replace(/-data$/, '')}-${name}`);
}

function callsWanted(text: string | undefined): number {
  if (text === undefined) return CALLS;
  const calls = /^\d+$/.test(text) ? Number(text) : 0;
  if (calls >= 1 && calls <= MOST_CALLS) return calls;
  throw new WrongSetting(`TALLENNE_DEMO_CALLS: must be a whole number from 1 to ${MOST_CALLS}`);
}
