const REFERENCE = /^[\p{L}\p{N}][\p{L}\p{N}._#-]{0,63}$/u;

/** Whether a text can be a reference: up to 64 letters, digits and `. _ # -`, beginning with a letter or a digit. */
export function isReference(text: string): boolean {
  return REFERENCE.test(text);
}
