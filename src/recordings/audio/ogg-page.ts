import { headerLies, truncated } from './audio-refusals.js';
import { exactly, peek, type Parser } from './parsed-stream.js';

const HEADER_BYTES = 27;
const CRC_AT = 22;

/** One page of an Ogg file (RFC 3533 §6). */
export interface OggPage {
  readonly continues: boolean;
  readonly isFirst: boolean;
  readonly isLast: boolean;
  /** The position at its end; null where no packet ends on it. */
  readonly granule: bigint | null;
  readonly serial: number;
  readonly number: number;
  readonly packets: readonly OggPiece[];
}

/** A packet, or the part of it that lies on one page. */
export interface OggPiece {
  readonly bytes: Buffer;
  readonly ends: boolean;
}

/** The next page, its checksum checked; null at the end of the file. @throws DomainError `audio-header-lies`, `audio-truncated` */
export function* oggPage(): Parser<OggPage | null> {
  const head = yield* peek(HEADER_BYTES);
  if (head.length === 0) return null;
  if (!'OggS'.startsWith(head.toString('latin1', 0, 4))) throw headerLies();
  if (head.length < HEADER_BYTES) throw truncated();
  const segments = head.readUInt8(26);
  const laced = yield* peek(HEADER_BYTES + segments);
  const lacing = laced.subarray(HEADER_BYTES);
  const sizeBytes = HEADER_BYTES + segments + lacing.reduce((sum, size) => sum + size, 0);
  const page = yield* exactly(sizeBytes);
  if (lacing.length < segments || page.length < sizeBytes) throw truncated();
  if (page.readUInt8(4) !== 0 || page.readUInt32LE(CRC_AT) !== crcOf(page)) throw headerLies();
  return pageOf(page, segments);
}

function pageOf(page: Buffer, segments: number): OggPage {
  const flags = page.readUInt8(5);
  const granule = page.readBigInt64LE(6);
  return {
    continues: (flags & 1) !== 0,
    isFirst: (flags & 2) !== 0,
    isLast: (flags & 4) !== 0,
    granule: granule === -1n ? null : granule,
    serial: page.readUInt32LE(14),
    number: page.readUInt32LE(18),
    packets: piecesOf(page.subarray(HEADER_BYTES, HEADER_BYTES + segments), page.subarray(HEADER_BYTES + segments)),
  };
}

/** A lacing value of 255 says that the packet goes on. */
function piecesOf(lacing: Buffer, body: Buffer): OggPiece[] {
  const pieces: OggPiece[] = [];
  let [first, at] = [0, 0];
  for (const [index, size] of lacing.entries()) {
    at += size;
    if (size === 255 && index < lacing.length - 1) continue;
    pieces.push({ bytes: body.subarray(first, at), ends: size < 255 });
    first = at;
  }
  return pieces;
}

/** CRC-32 with the polynomial 0x04c11db7, not reflected, from 0; the field itself counts as zeros. */
function crcOf(page: Buffer): number {
  let crc = 0;
  for (let at = 0; at < page.length; at += 1) {
    const byte = at >= CRC_AT && at < CRC_AT + 4 ? 0 : (page[at] ?? 0);
    crc = ((crc << 8) ^ (CRC_TABLE[(crc >>> 24) ^ byte] ?? 0)) >>> 0;
  }
  return crc;
}

const CRC_TABLE = Uint32Array.from({ length: 256 }, (_, value) => {
  let crc = value << 24;
  for (let bit = 0; bit < 8; bit += 1) crc = (crc << 1) ^ (crc < 0 ? 0x04c1_1db7 : 0);
  return crc >>> 0;
});
