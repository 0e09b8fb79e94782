/** A copy of `bytes` with one bit turned. */
export function flipped(bytes: Buffer, byte: number, bit = 0): Buffer {
  const copy = Buffer.from(bytes);
  copy.writeUInt8(copy.readUInt8(byte) ^ (1 << bit), byte);
  return copy;
}
