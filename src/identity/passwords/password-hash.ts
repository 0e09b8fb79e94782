import { argon2, randomBytes, timingSafeEqual, type Argon2Parameters } from 'node:crypto';
import { promisify } from 'node:util';

interface Cost {
  readonly memoryKib: number;
  readonly passes: number;
  readonly parallelism: number;
}

/** OWASP Password Storage Cheat Sheet: argon2id with 19 MiB, two passes, one lane. */
const COST: Cost = { memoryKib: 19 * 1024, passes: 2, parallelism: 1 };
const SALT_BYTES = 16;
const TAG_BYTES = 32;
const PHC = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([A-Za-z0-9+/]+)\$([A-Za-z0-9+/]+)$/;

const derive = promisify(argon2);

/** A hash of the right form that no password fits: verifying against it takes as long as against a person's own. */
export const UNMATCHABLE_HASH = phc(COST, randomBytes(SALT_BYTES), randomBytes(TAG_BYTES));

/** The argon2id hash of `password` under a new salt, as a PHC string (`$argon2id$v=19$m=...,t=...,p=...$salt$tag`). */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(SALT_BYTES);
  return phc(COST, salt, await tagOf(password, salt, COST, TAG_BYTES));
}

/**
 * Whether `hash` is one of `password`, with the parameters that stand in the hash; compares in constant time.
 * @throws TypeError for what is not a PHC string of argon2id: a damaged row must not read as a wrong password
 */
export async function verifyPassword(hash: string, password: string): Promise<boolean> {
  const { cost, salt, tag } = parsePhc(hash);
  return timingSafeEqual(tag, await tagOf(password, salt, cost, tag.length));
}

/** The same password typed on two keyboards is the same text after NFKC (NIST SP 800-63B §3.1.1.2). */
function tagOf(password: string, salt: Buffer, cost: Cost, tagLength: number): Promise<Buffer> {
  const { memoryKib: memory, passes, parallelism } = cost;
  const parameters: Argon2Parameters = {
    message: password.normalize('NFKC'),
    nonce: salt,
    memory,
    passes,
    parallelism,
    tagLength,
  };
  return derive('argon2id', parameters);
}

function phc({ memoryKib, passes, parallelism }: Cost, salt: Buffer, tag: Buffer): string {
  return `$argon2id$v=19$m=${memoryKib},t=${passes},p=${parallelism}$${unpadded(salt)}$${unpadded(tag)}`;
}

function unpadded(bytes: Buffer): string {
  return bytes.toString('base64').replaceAll('=', '');
}

function parsePhc(hash: string): { cost: Cost; salt: Buffer; tag: Buffer } {
  const [, memory, passes, parallelism, salt, tag] = PHC.exec(hash) ?? [];
  if (!salt || !tag) throw new TypeError('A stored password hash is not a PHC string of argon2id.');
  const cost = { memoryKib: Number(memory), passes: Number(passes), parallelism: Number(parallelism) };
  return { cost, salt: Buffer.from(salt, 'base64'), tag: Buffer.from(tag, 'base64') };
}
