import type { Findings } from './findings.js';
import { hashIn, type Hash } from './sha256.js';
import { checkNote, type CheckedNote, type VerifierKey } from './signed-note.js';

/** What a checkpoint says (c2sp.org/tlog-checkpoint). */
export interface KnownTree {
  readonly origin: string;
  readonly size: number;
  readonly root: Hash;
}

/** A checkpoint and the text that was signed. */
export interface CheckpointNote extends KnownTree {
  readonly text: string;
}

const TEXT = /^([^\n]+)\n(0|[1-9]\d{0,15})\n([A-Za-z0-9+/]{43}=)\n/;

/** Reads the checkpoint of the log itself: one of `keys`, named as the log, must have signed. Null where it cannot be read. */
export function ownCheckpoint(note: string, keys: readonly VerifierKey[], findings: Findings): CheckpointNote | null {
  const read = readNote(note, keys);
  if (!read) {
    findings.add('checkpoint', 'The checkpoint of the log cannot be read.');
    return null;
  }
  const { checkpoint, checked } = read;
  sayForged(checked, `The checkpoint of size ${checkpoint.size}`, findings);
  if (!checked.signedBy.some(({ name }) => name === checkpoint.origin)) {
    findings.add('signature', `No trusted key has signed the checkpoint of size ${checkpoint.size}.`);
  }
  return checkpoint;
}

/**
 * Reads checkpoints that were seen before. Their keys may be retired since, so that nobody has to have signed; but what a
 * trusted key is said to have signed, it must have signed. Returns them from the smallest up.
 */
export function earlierCheckpoints(
  notes: readonly string[],
  keys: readonly VerifierKey[],
  findings: Findings,
): CheckpointNote[] {
  const read = notes.flatMap(note => {
    const known = readNote(note, keys);
    if (!known) findings.add('not-continued', 'A checkpoint that was seen before cannot be read.');
    if (known)
      sayForged(known.checked, `The checkpoint of size ${known.checkpoint.size} that was seen before`, findings);
    return known ? [known.checkpoint] : [];
  });
  return read.sort((one, other) => one.size - other.size);
}

function readNote(note: string, keys: readonly VerifierKey[]) {
  const checked = checkNote(note, keys);
  const checkpoint = checked && checkpointOf(checked.text);
  return checkpoint && { checkpoint, checked };
}

function checkpointOf(text: string): CheckpointNote | null {
  const [, origin, size, root] = TEXT.exec(text) ?? [];
  if (origin === undefined || size === undefined || root === undefined) return null;
  return { origin, size: Number(size), root: hashIn(Buffer.from(root, 'base64')), text };
}

function sayForged({ forged }: CheckedNote, what: string, findings: Findings): void {
  for (const { name, id } of forged) {
    findings.add('signature', `${what} bears a signature that is not that of ${name}+${id.toString('hex')}.`);
  }
}
