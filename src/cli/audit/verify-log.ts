import {
  openOutsideLog,
  queryOn,
  verifyDatabase,
  verifyFolder,
  type Verification,
  type VerifyOptions,
} from '../../audit/index.js';
import { readFile } from 'node:fs/promises';
import pg from 'pg';
import { SystemClock } from '../../kernel/clock.js';
import { DomainError } from '../../kernel/errors.js';
import { readConfig, WrongSetting, type Config } from '../../platform/config/index.js';
import { NoteKeyFile } from '../../platform/crypto/note-key-file.js';
import { WrongNoteKey } from '../../platform/crypto/note-keys.js';
import { runningCluster } from '../../platform/database/cluster-urls.js';
import { connectionTo } from '../../platform/database/connection.js';
import { StartRefused } from '../../platform/database/embedded-start-refused.js';
import { provideDatabase } from '../../server/provide-database.js';
import { Progress, type Screen } from '../demo/progress.js';
import { orderly } from '../orderly.js';

/** What is asked of `tallenne audit verify`. */
export interface VerifyLogOptions {
  /** Folder of an export or a copy; without it the database is verified. */
  readonly export?: string;
  /** Verifier keys; without them those of the log's own key file. */
  readonly key?: readonly string[];
  /** Files with earlier checkpoints that the log must continue. */
  readonly checkpoint?: readonly string[];
}

const FOUND = 1;
const NOT_VERIFIED = 2;

/** `tallenne audit verify`: exit code 0 for a sound log, 1 for a finding, 2 where the log could not be verified. */
export async function verifyLog(options: VerifyLogOptions): Promise<void> {
  await orderly(async () => {
    process.exitCode = await runVerification(options, process.env, process.stdout);
  });
}

/** The command on an environment and a screen of one's own. Resolves to its exit code. */
export async function runVerification(
  options: VerifyLogOptions,
  env: NodeJS.ProcessEnv,
  screen: Screen,
): Promise<number> {
  const progress = new Progress(screen, 'Verifying the log');
  try {
    const verification = await verify(options, readConfig(env), progress);
    for (const line of linesOf(verification)) progress.say(line);
    return verification.outcome === 'verified' ? 0 : FOUND;
  } catch (error) {
    progress.say(`Couldn’t verify the log: ${sentenceOf(error)}`);
    return NOT_VERIFIED;
  }
}

async function verify(options: VerifyLogOptions, config: Config, progress: Progress): Promise<Verification> {
  const notes = await Promise.all((options.checkpoint ?? []).map(path => readFile(path, 'utf8')));
  const onProgress = (done: number, size: number): void => {
    progress.show(done / size, `${done} of ${size} leaves`);
  };
  if (options.export !== undefined) {
    const keys = options.key ?? (await keysAtHand(config)) ?? [];
    if (keys.length === 0) progress.say('No key was given: who signed is taken from the folder itself.');
    return verifyFolder(options.export, { keys, knownCheckpoints: notes, onProgress });
  }
  const keys = options.key ?? (await keysAtHand(config));
  if (!keys) throw new WrongSetting('TALLENNE_LOG_KEY_FILE: the keys of the log are not there; name one by --key');
  // Read before the database is: the log may go on growing, and the copy with it.
  const copied = await copiedCheckpoint(config);
  const knownCheckpoints = copied === null ? notes : [...notes, copied];
  return verifyOwn(config, { keys, knownCheckpoints, onProgress, at: new SystemClock().now() }, progress);
}

/** The checkpoint of the log's copy; null where there is none. */
async function copiedCheckpoint(config: Config): Promise<string | null> {
  const outside = await openOutsideLog(config, new SystemClock());
  try {
    return await outside.checkpoint();
  } finally {
    outside.onApplicationShutdown();
  }
}

/** Of retired ones too. Null on a machine that has no keys of the log, such as an auditor's. */
async function keysAtHand({ logKeyFile }: Config): Promise<readonly string[] | null> {
  const verifiers = await new NoteKeyFile(logKeyFile).readVerifiers();
  return verifiers && verifiers.map(verifier => verifier.toString());
}

/** The log of the database, beside a running server or without one. */
async function verifyOwn(config: Config, options: VerifyOptions, progress: Progress): Promise<Verification> {
  const say = (line: string): void => {
    progress.say(line);
  };
  const running = config.database ?? (await runningCluster(config.dataDir));
  const started = running ? null : await provideDatabase(config, { onNotice: say, onLost: say, mayBegin: false });
  try {
    return await inOneState(running?.applicationUrl ?? started?.applicationUrl ?? '', options);
  } finally {
    await started?.stop();
  }
}

async function inOneState(url: string, options: VerifyOptions): Promise<Verification> {
  const client = new pg.Client(connectionTo(url));
  await client.connect();
  try {
    await client.query('begin transaction isolation level repeatable read, read only');
    return await verifyDatabase(queryOn(client), options);
  } finally {
    await client.end();
  }
}

function linesOf({ outcome, size, root, events, prunedTo, findings }: Verification): string[] {
  const pruned = prunedTo === 0 ? '' : `, of which ${prunedTo} are pruned`;
  const checked = `Checked: the signature, ${size} leaves${pruned}, the bytes of ${events} events, every tile, the root.`;
  const found = findings.map(({ sentence, leafIndex, eventId }) => `${sentence}${placeOf(leafIndex, eventId)}`);
  return [
    `Size ${size}, root ${root ?? 'unknown: leaves are missing'}.`,
    checked,
    ...(outcome === 'verified' ? ['The log is as it was written.'] : ['The log is not as it was written.', ...found]),
  ];
}

function placeOf(leafIndex: number | null, eventId: string | null): string {
  const places = [leafIndex === null ? '' : `leaf ${leafIndex}`, eventId === null ? '' : `event ${eventId}`];
  const named = places.filter(place => place !== '').join(', ');
  return named === '' ? '' : ` [${named}]`;
}

/** What the operator can act on is said in its own words; anything else is a defect, and says where. */
function sentenceOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return IN_OWN_WORDS.some(kind => error instanceof kind) ? error.message : (error.stack ?? error.message);
}

const IN_OWN_WORDS = [DomainError, WrongSetting, WrongNoteKey, StartRefused] as const;
