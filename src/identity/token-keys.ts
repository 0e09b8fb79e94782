import { createSecretKey, hkdfSync, randomBytes, type KeyObject } from 'node:crypto';
import { link, mkdir, readFile, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import type { Config } from '../platform/config/index.js';
import { nullFor, nullIfMissing, syncFolder, writeNewFile } from '../platform/files/durable.js';

const SECRET_BYTES = 32;
const SHORTEST_SECRET = 43;
const FILE = 'token-secret';

/** The keys of the sign-in, each derived (HKDF-SHA-256, RFC 5869) from the one token secret. */
export class TokenKeys {
  /** Signs access tokens. */
  readonly accessToken: Buffer;
  /** Checks them: the same key, as an object that is made once. */
  readonly accessTokenCheck: KeyObject;
  /** Hides user names and addresses in the rows of the throttle. */
  readonly throttle: Buffer;
  /** Hashes recovery codes: with another secret those that people have open nothing. */
  readonly recoveryCode: Buffer;

  constructor(secret: string) {
    this.accessToken = derive(secret, 'access-token');
    this.accessTokenCheck = createSecretKey(this.accessToken);
    this.throttle = derive(secret, 'sign-in-throttle');
    this.recoveryCode = derive(secret, 'recovery-code');
  }

  /** From the setting, or else from the data folder's file, which the first start creates. */
  static async load({ tokenSecret, dataDir }: Pick<Config, 'tokenSecret' | 'dataDir'>): Promise<TokenKeys> {
    return new TokenKeys(tokenSecret ?? (await secretOf(join(dataDir, 'secrets'))));
  }
}

function derive(secret: string, use: string): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, '', `tallenne/v1/${use}`, SECRET_BYTES));
}

async function secretOf(folder: string): Promise<string> {
  const secret = (await readSecret(folder)) ?? (await createSecret(folder));
  if (secret.length >= SHORTEST_SECRET) return secret;
  throw new Error(`${join(folder, FILE)} is damaged: delete it and start again; everybody signs in anew.`);
}

async function readSecret(folder: string): Promise<string | null> {
  return (await readFile(join(folder, FILE), 'utf8').catch(nullIfMissing))?.trim() ?? null;
}

/** Two instances may start at once on one folder: the first link wins, and both read what it names. */
async function createSecret(folder: string): Promise<string> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const draft = join(folder, `${FILE}.${randomBytes(6).toString('hex')}`);
  await writeNewFile(draft, Buffer.from(`${randomBytes(SECRET_BYTES).toString('base64url')}\n`));
  // A crash here leaves a draft that nobody reads.
  await link(draft, join(folder, FILE)).catch(nullFor(['EEXIST']));
  await unlink(draft);
  await syncFolder(folder);
  return (await readSecret(folder)) ?? '';
}
