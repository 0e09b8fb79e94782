/** OIDs of PostgreSQL's own types (pg_type.dat). */
const OIDS = { uuid: 2950, timestamptz: 1184, text: 25, bytea: 17, int: 23, bool: 16 } as const;

/** A type whose arrays can be sent in binary form. */
export type BinaryType = keyof typeof OIDS;

const HEADER_BYTES = 20;
const LENGTH_BYTES = 4;
const NULL_LENGTH = -1;
/** 2000-01-01, PostgreSQL's beginning of time, in milliseconds of ours. */
const EPOCH_MS = 946_684_800_000;

/**
 * A one-dimensional array as PostgreSQL sends and takes it (`array_send` of arrayfuncs.c): `pg` passes a Buffer on in binary.
 * The server reads it several times faster than an array literal, and bytes take half the room.
 * @param values as the columns hold them: text for uuid, Date for timestamptz, Buffer for bytea; or null
 */
export function binaryArray(type: BinaryType, values: readonly unknown[]): Buffer {
  const elements = values.map(value => (value === null ? null : ENCODERS[type](value as never))); // columns hold what their type says
  const bytes = elements.reduce((sum, element) => sum + LENGTH_BYTES + (element?.length ?? 0), HEADER_BYTES);
  const array = Buffer.allocUnsafe(bytes);
  let at = writeHeader(array, OIDS[type], elements);
  for (const element of elements) {
    at = array.writeInt32BE(element?.length ?? NULL_LENGTH, at);
    if (element) at += element.copy(array, at);
  }
  return array;
}

/** Dimensions, whether there are nulls, the type, and of the one dimension its length and first index. */
function writeHeader(array: Buffer, oid: number, elements: readonly (Buffer | null)[]): number {
  const header = [1, elements.includes(null) ? 1 : 0, oid, elements.length, 1];
  return header.reduce((at, field) => array.writeInt32BE(field, at), 0);
}

const ENCODERS = {
  uuid: (id: string) => Buffer.from(id.replaceAll('-', ''), 'hex'),
  text: (text: string) => Buffer.from(text),
  bytea: (bytes: Buffer) => bytes,
  bool: (value: boolean) => Buffer.of(value ? 1 : 0),
  timestamptz: (at: Date | string) => {
    const bytes = Buffer.allocUnsafe(8);
    bytes.writeBigInt64BE((BigInt(new Date(at).getTime()) - BigInt(EPOCH_MS)) * 1000n);
    return bytes;
  },
  int: (value: number) => {
    const bytes = Buffer.allocUnsafe(4);
    bytes.writeInt32BE(value);
    return bytes;
  },
} as const satisfies Record<BinaryType, (value: never) => Buffer>;
