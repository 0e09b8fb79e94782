import { createHash, randomBytes } from 'node:crypto';
import { open, rename, rm } from 'node:fs/promises';
import { noticingFullStorage, writeFully } from '../durable.js';

const PIECE_BYTES = 1024 * 1024;

/** The size and SHA-256 (hexadecimal) of what was written or read. */
export interface Measured {
  readonly sizeBytes: number;
  readonly sha256: string;
}

/**
 * Writes `bytes` to `path` (0600), in place of an earlier file; its name becomes durable with its folder. A crash leaves a
 * draft beside it that nobody reads, or the whole file.
 * @param isRight decides, when all is written, whether it gets its name; it throws where not
 */
export async function writeHashed(
  path: string,
  bytes: AsyncIterable<Buffer>,
  isRight: (measured: Measured) => void = () => undefined,
): Promise<Measured> {
  const draft = `${path}.${randomBytes(6).toString('hex')}.draft`;
  try {
    const measured = await noticingFullStorage(() => written(draft, bytes));
    isRight(measured);
    await rename(draft, path);
    return measured;
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
}

/** The bytes of a file, a piece at a time. */
export async function* bytesOfFile(path: string): AsyncGenerator<Buffer> {
  await using handle = await open(path, 'r');
  for (;;) {
    const { bytesRead, buffer } = await handle.read(Buffer.allocUnsafe(PIECE_BYTES), 0, PIECE_BYTES, null);
    if (bytesRead === 0) return;
    yield buffer.subarray(0, bytesRead);
  }
}

export async function measure(path: string): Promise<Measured> {
  const hash = createHash('sha256');
  let sizeBytes = 0;
  for await (const piece of bytesOfFile(path)) {
    hash.update(piece);
    sizeBytes += piece.length;
  }
  return { sizeBytes, sha256: hash.digest('hex') };
}

async function written(path: string, bytes: AsyncIterable<Buffer>): Promise<Measured> {
  await using handle = await open(path, 'wx', 0o600);
  const hash = createHash('sha256');
  let sizeBytes = 0;
  for await (const piece of bytes) {
    await writeFully(handle, [piece], sizeBytes);
    hash.update(piece);
    sizeBytes += piece.length;
  }
  await handle.sync();
  return { sizeBytes, sha256: hash.digest('hex') };
}
