import { z } from 'zod';

import { DomainError } from '../../../kernel/errors.js';
import { isDay, type Day } from '../../../kernel/calendar.js';
import { DAY_KEY_BYTES } from '../day-key.js';
import { KEY_BYTES } from '../derive-key.js';
import { RECORD_BYTES } from '../unit-record.js';
import type { KeyCopy, KeyCounts, KeyPiece } from './key-copy.js';

const FORMAT = 'tallenne-keys/1';

/** What the first line of a backup says. */
export interface BackupHeader {
  readonly createdAt: Date;
  /** The last day on which the backup may be used, and by whose end it must be deleted. */
  readonly deleteBy: Day;
  /** The fingerprint of the key ring. */
  readonly fingerprint: string;
  readonly rootKey: Buffer;
  /** The file of the keys that sign the log; null where there was none. */
  readonly logKeys: Buffer | null;
}

/** A backup as it is read. */
export interface KeyBackup extends BackupHeader {
  /** What it holds, to be read once to its end: a backup that is cut or changed throws `key-backup-damaged` there. */
  readonly pieces: AsyncIterable<KeyPiece>;
}

/** The lines of a backup: a header, a line for each piece, and the counts, in JSON. `onEnd` is told these at the end. */
export async function* encodeBackup(
  copy: KeyCopy,
  { createdAt, deleteBy }: Pick<BackupHeader, 'createdAt' | 'deleteBy'>,
  onEnd: (counts: KeyCounts) => void,
): AsyncGenerator<string> {
  const { fingerprint, rootKey, logKeys } = copy;
  const secrets = { rootKey: rootKey.toString('base64'), logKeys: logKeys?.toString('base64') ?? null };
  yield lineOf({ format: FORMAT, createdAt, deleteBy, fingerprint, ...secrets });
  const tally = new Tally();
  for await (const piece of copy.pieces) {
    tally.add(piece);
    yield 'key' in piece
      ? lineOf({ day: piece.day, key: piece.key.toString('base64') })
      : lineOf({ day: piece.day, records: piece.records.toString('base64') });
  }
  yield lineOf({ end: tally.counts });
  onEnd(tally.counts);
}

/** Those of `pieces` that are not of a day before `today`. */
export async function* notOver(pieces: AsyncIterable<KeyPiece>, today: Day): AsyncGenerator<KeyPiece> {
  for await (const piece of pieces) if (piece.day >= today) yield piece;
}

/** The backup of which `lines` are the lines. Throws `key-backup-damaged`. */
export async function decodeBackup(lines: AsyncIterable<string>): Promise<KeyBackup> {
  const reading = lines[Symbol.asyncIterator]();
  const first = await reading.next();
  return { ...parsed(headerLine, first.done ? '' : first.value), pieces: piecesOf(reading) };
}

async function* piecesOf(reading: AsyncIterator<string>): AsyncGenerator<KeyPiece> {
  const tally = new Tally();
  for (;;) {
    const next = await reading.next();
    const line = parsed(pieceLine, next.done ? '' : next.value);
    if ('end' in line) {
      if (line.end.days !== tally.counts.days || line.end.units !== tally.counts.units) throw damaged();
      return;
    }
    tally.add(line);
    yield line;
  }
}

/** Counts pieces as they pass. */
export class Tally {
  readonly #days = new Set<Day>();
  #units = 0;

  get counts(): KeyCounts {
    return { days: this.#days.size, units: this.#units };
  }

  add(piece: KeyPiece): void {
    if ('key' in piece) this.#days.add(piece.day);
    else this.#units += piece.records.length / RECORD_BYTES;
  }
}

const day = z.string().refine(isDay);
const bytes = z.base64().transform(text => Buffer.from(text, 'base64'));
const count = z.number().int().min(0);

const headerLine = z.object({
  format: z.literal(FORMAT),
  createdAt: z.iso.datetime().transform(text => new Date(text)),
  deleteBy: day,
  fingerprint: z.string().min(1),
  rootKey: bytes.refine(key => key.length === KEY_BYTES),
  logKeys: bytes.nullable(),
});

const pieceLine = z.union([
  z.object({ day, key: bytes.refine(key => key.length === DAY_KEY_BYTES) }),
  z.object({ day, records: bytes.refine(records => records.length % RECORD_BYTES === 0) }),
  z.object({ end: z.object({ days: count, units: count }) }),
]);

function lineOf(value: object): string {
  return `${JSON.stringify(value)}\n`;
}

/** The line in the form of `schema`; what is wrong with it is not said, for it may hold keys. */
function parsed<T>(schema: z.ZodType<T>, line: string): T {
  try {
    return schema.parse(JSON.parse(line));
  } catch {
    throw damaged();
  }
}

function damaged(): DomainError {
  return new DomainError('invalid', 'key-backup-damaged', 'The backup of the keys is damaged, or is none.');
}
