const BYTES_ALONE = /[\udc80-\udcff]/u;
const BEGINS_ALONE = 0xdc00;
const ASCII_ENDS = 0x80;

/**
 * A name of the file system as a text that leads back to it. Names are bytes: older telephone systems and FTP write ISO 8859-1. Where they are no
 * UTF-8, each byte that is no ASCII stands for itself as half a surrogate pair (as in PEP 383), which no UTF-8 gives.
 */
export function textOfName(bytes: Buffer): string {
  const text = bytes.toString('utf8');
  if (Buffer.from(text).equals(bytes)) return text;
  return Array.from(bytes, byte => String.fromCharCode(byte < ASCII_ENDS ? byte : BEGINS_ALONE + byte)).join('');
}

/** The bytes of a name of {@link textOfName}. */
export function bytesOfName(name: string): Buffer {
  if (!BYTES_ALONE.test(name)) return Buffer.from(name);
  return Buffer.from(Array.from(name, letter => letter.charCodeAt(0) & 0xff));
}
