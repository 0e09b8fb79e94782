/** `bytes` in parts of at most `sliceBytes`, in order: a decoder's memory goes by what it is given at once. */
export function* slicesOf(bytes: Buffer, sliceBytes: number): Generator<Buffer, void> {
  for (let at = 0; at < bytes.length; at += sliceBytes) yield bytes.subarray(at, at + sliceBytes);
}
