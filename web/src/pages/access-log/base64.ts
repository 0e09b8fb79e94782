/** The bytes that the API carries as base64. */
export function bytesOf(base64: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(base64), character => character.charCodeAt(0));
}

/** The same bytes in hexadecimal, as `sha256sum` prints a hash. */
export function hexOf(base64: string): string {
  return Array.from(bytesOf(base64), byte => byte.toString(16).padStart(2, '0')).join('');
}
