import { Readable } from 'node:stream';
/** A file that a controller takes along; its bytes are in clear, and are read when they are asked for. */
export interface TakenFile {
  readonly name: string;
  /** What it is of: a kind of custody unit. */
  readonly kind: 'contact-history' | 'recording' | 'quarantined-item' | 'training-copy';
  readonly unitId: string;
  readonly sizeBytes: number;
  /** Processing is restricted (GDPR art. 18): the receiver must know. */
  readonly restricted: boolean;
  readonly bytes: () => AsyncIterable<Buffer>;
}

/** Of a unit that cannot be opened: its key or its audio is lost. */
export interface UnreadableUnit {
  readonly kind: TakenFile['kind'];
  readonly unitId: string;
}

/** A file of JSON. */
export function jsonFile(file: Omit<TakenFile, 'sizeBytes' | 'bytes'>, value: unknown): TakenFile {
  const bytes = Buffer.from(`${JSON.stringify(value, null, 2)}\n`);
  return { ...file, sizeBytes: bytes.length, bytes: () => Readable.from([bytes]) };
}
