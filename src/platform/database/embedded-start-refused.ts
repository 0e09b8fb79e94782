import { messageOf } from './embedded-error-facts.js';

/**
 * The database cannot be used as it is. `message` is the one line that the operator reads: what is wrong, in which
 * folder, and what to do. Whoever starts the server prints it without a stack and ends with exit code 1.
 */
export class StartRefused extends Error {
  override readonly name = 'StartRefused';
}

/** Turns any error of a start into the line for the operator; the error itself becomes the cause. */
export function startRefused(error: unknown, dataDir: string): StartRefused {
  if (error instanceof StartRefused) return error;
  const text = messageOf(error);
  const line = storageTrouble(text, dataDir) ?? `The embedded PostgreSQL of ${dataDir} did not start: ${text}`;
  return new StartRefused(line, { cause: error });
}

/** What an error of the file system or a line of PostgreSQL's log means for the operator; null when it is not about storage. */
export function storageTrouble(text: string, dataDir: string): string | null {
  if (/ENOSPC|No space left on device/.test(text)) {
    return `The disk that holds ${dataDir} is full: free some space there and start again.`;
  }
  if (/EDQUOT|Disk quota exceeded/.test(text)) {
    return `The disk quota for ${dataDir} is used up: free some space there and start again.`;
  }
  if (/EROFS|Read-only file system/.test(text)) {
    return `${dataDir} is on a read-only file system: set TALLENNE_DATA_DIR to a folder to write in.`;
  }
  return null;
}
