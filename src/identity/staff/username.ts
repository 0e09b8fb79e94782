import { z } from 'zod';

const USERNAME = /^[a-z0-9][a-z0-9._@+-]*$/;

/** A user name in the one form in which it is kept and compared. */
export function normaliseUsername(text: string): string {
  return text.trim().normalize('NFKC').toLowerCase();
}

/** A new user name: ASCII letters, digits and `. _ @ + -`, so that no two look alike; read in lower case. */
export const usernameFormat = z
  .string()
  .transform(normaliseUsername)
  .pipe(z.string().min(1).max(64).regex(USERNAME, 'must be letters, digits and . _ @ + - only'));
