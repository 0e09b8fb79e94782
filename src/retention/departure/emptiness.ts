import { createHash } from 'node:crypto';

/** Something that is still there, and how many of it. */
export interface Left {
  readonly what: string;
  readonly count: number;
  /** Why it may stay; null where it may not. */
  readonly reason: string | null;
}

/** What is still there, line by line, and whether anything of it may not be. */
export interface Emptiness {
  readonly isEmpty: boolean;
  /** Sentences to be kept on paper; nothing personal. */
  readonly lines: readonly string[];
  /** SHA-256 of the lines, each with its line break, in hexadecimal: the log has it too. */
  readonly sha256: string;
}

/** What is said, at the moment `at`, of what was `found`. */
export function emptinessOf(found: readonly Left[], at: Date): Emptiness {
  const isEmpty = found.every(({ reason }) => reason !== null);
  const lines = [
    `Left at ${at.toISOString()}:`,
    ...found.map(({ what, count, reason }) => `${what}: ${count} - ${reason ?? 'THIS SHOULD NOT BE HERE'}`),
    isEmpty ? 'No recording, no contact, no key of one: empty.' : 'Not empty.',
  ];
  const sha256 = createHash('sha256')
    .update(lines.map(line => `${line}\n`).join(''))
    .digest('hex');
  return { isEmpty, lines, sha256 };
}
