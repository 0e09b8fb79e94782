/** What a checkpoint says: the log's name, its size in leaves, its root (c2sp.org/tlog-checkpoint). */
export interface Checkpoint {
  readonly origin: string;
  readonly size: number;
  readonly root: Buffer;
}

/** The text that is signed: three lines, the last one ended too. */
export function checkpointText({ origin, size, root }: Checkpoint): string {
  return `${origin}\n${size}\n${root.toString('base64')}\n`;
}

const TEXT = /^([^\n]+)\n(0|[1-9]\d{0,15})\n([A-Za-z0-9+/]{43}=)\n/;

/**
 * Reads a checkpoint from its text or its note; further lines are extensions. Null for anything else, also for a size
 * that no number holds exactly and for base64 that {@link checkpointText} would not write.
 */
export function parseCheckpoint(text: string): Checkpoint | null {
  const [, origin, size, root] = TEXT.exec(text) ?? [];
  if (origin === undefined || size === undefined || root === undefined) return null;
  const checkpoint = { origin, size: Number(size), root: Buffer.from(root, 'base64') };
  return Number.isSafeInteger(checkpoint.size) && text.startsWith(checkpointText(checkpoint)) ? checkpoint : null;
}

/** A proof to hand over: index, hashes from the leaf's sibling up, and the checkpoint's note (c2sp.org/tlog-proof). */
export function proofText(index: number, hashes: readonly Buffer[], checkpoint: string): string {
  const lines = ['c2sp.org/tlog-proof@v1', `index ${index}`, ...hashes.map(hash => hash.toString('base64'))];
  return `${lines.join('\n')}\n\n${checkpoint}`;
}
