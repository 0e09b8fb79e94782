import { mayStandInTheClear } from '../metadata.schemas.js';

const MAX_LETTERS = 200;

/**
 * `text` as an id that may stand in the clear (ADR 0014), trimmed; null for what is empty, too long, tells who somebody is
 * (`mayStandInTheClear`), or holds control characters.
 */
export function technicalId(text: string | undefined): string | null {
  const id = (text ?? '').trim();
  if (id === '' || id.length > MAX_LETTERS || /\p{Cc}/u.test(id) || !mayStandInTheClear(id)) return null;
  return id;
}
