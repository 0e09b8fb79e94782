/** The exact text of a leaf: canonical JSON in UTF-8, which the API carries as base64. */
export function leafText(base64: string): string {
  const bytes = Uint8Array.from(atob(base64), character => character.charCodeAt(0));
  return new TextDecoder().decode(bytes);
}
