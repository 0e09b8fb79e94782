/**
 * Gives the memory of `bytes` back at once, where the buffer is alone in its memory; nothing can be read from it
 * afterwards. Plaintext does not wait for the collector, and the collector does not mark the whole heap for bytes that
 * only passed through.
 */
export function release(bytes: Buffer): void {
  const { buffer } = bytes;
  if (buffer instanceof ArrayBuffer && buffer.byteLength === bytes.length) buffer.transfer(0);
}
