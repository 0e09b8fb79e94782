/** Values as PostgreSQL's send functions write them, and the record that `record_send` makes of them. For the tests alone. */
export type SentValue = Buffer | null;

export const sent = {
  bigint: (value: number): Buffer => int64(BigInt(value)),
  text: (value: string): Buffer => Buffer.from(value),
  uuid: (value: string): Buffer => Buffer.from(value.replaceAll('-', ''), 'hex'),
  /** A `timestamptz`: microseconds since 2000. */
  instant: (at: Date, micros = 0): Buffer =>
    int64(BigInt(at.getTime() - Date.UTC(2000, 0, 1)) * 1000n + BigInt(micros)),
} as const;

export function sentRecord(values: readonly SentValue[]): Buffer {
  return Buffer.concat([int32(values.length), ...values.flatMap(valueOf)]);
}

/** The type of a value is passed over; 17 is `bytea`. */
function valueOf(value: SentValue): Buffer[] {
  return value === null ? [int32(17), int32(-1)] : [int32(17), int32(value.length), value];
}

function int32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32BE(value);
  return bytes;
}

function int64(value: bigint): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeBigInt64BE(value);
  return bytes;
}
