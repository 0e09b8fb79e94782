import { createHash } from 'node:crypto';
import { ProbeAudio } from '../../audio/probe-audio.js';
import type { ReadFile } from '../copy-form.js';
import type { KnownRecording } from '../verify-copy.js';

/** The recording that a file would be, measured as it is when it comes in. */
export function knownRecording(file: Buffer): KnownRecording {
  const probe = new ProbeAudio();
  probe.take(file);
  return { ...probe.finish(), audioSha256: createHash('sha256').update(file).digest() };
}

/** Reads a file in pieces of so many bytes; whoever writes into them does not reach the file. */
export function readIn(pieceBytes: number, file: Buffer): ReadFile {
  return async function* () {
    for (let at = 0; at < file.length; at += pieceBytes) {
      yield await Promise.resolve(Buffer.from(file.subarray(at, at + pieceBytes)));
    }
  };
}

/** A file as a whole. */
export async function whole(read: ReadFile): Promise<Buffer> {
  const pieces: Buffer[] = [];
  for await (const piece of read()) pieces.push(piece);
  return Buffer.concat(pieces);
}
