import { randomBytes } from 'node:crypto';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** Stands where a rule's column may not be NULL and there is nobody: an agent who is not yet mapped to a staff member. */
export const NOBODY = '00000000-0000-0000-0000-000000000000';

let lastMs = -1;
let counter = 0;

/**
 * A new UUIDv7 (RFC 9562 §5.7) made at the instant `at`: 48 bits of Unix milliseconds, a 12-bit counter (§6.2 method 1), then 62 random bits;
 * lower case with dashes. Within one process and millisecond, later ids sort after earlier ones.
 */
export function newId(at: Date): string {
  const bytes = randomBytes(16);
  const ms = at.getTime();
  bytes.writeUIntBE(ms, 0, 6);
  bytes.writeUInt16BE(0x7000 | nextCount(ms, bytes.readUInt16BE(6)), 6);
  bytes.writeUInt8(0x80 | (bytes.readUInt8(8) & 0x3f), 8);
  return formatUuid(bytes);
}

/** Starts anew at a random small number in each millisecond; past 4,095 it wraps, and only the order is lost. */
function nextCount(ms: number, random: number): number {
  counter = ms === lastMs ? (counter + 1) & 0xfff : random & 0xff;
  lastMs = ms;
  return counter;
}

/** Whether `text` is a UUID in the one form that this system writes. */
export function isId(text: string): boolean {
  return UUID.test(text);
}

/** The 16 bytes of a UUID. */
export function idBytes(id: string): Buffer {
  return Buffer.from(id.replaceAll('-', ''), 'hex');
}

/** The UUID of 16 bytes. */
export function formatUuid(bytes: Buffer): string {
  const hex = bytes.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join('-');
}
