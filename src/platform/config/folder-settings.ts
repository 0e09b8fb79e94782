/** Absolute paths of what lies on this machine; null: it lies elsewhere, or there is none. */
interface Folders {
  readonly dataDir: string;
  readonly keysDir: string;
  /** A file. */
  readonly logKeyFile: string;
  readonly blobDir: string | null;
  readonly logCopyDir: string | null;
}

/** Which of these lies where it would undo another, as one line that names the variable; null where they lie apart. */
export function foldersFault(
  { dataDir, keysDir, logKeyFile, blobDir, logCopyDir }: Folders,
  inboxDir: string | null,
): string | null {
  const secret = [dataDir, keysDir, logKeyFile];
  if (isInside(keysDir, dataDir))
    return 'TALLENNE_KEYS_DIR must not lie inside TALLENNE_DATA_DIR: a copy of one must be worthless without the other';
  if (isInside(logKeyFile, dataDir))
    return 'TALLENNE_LOG_KEY_FILE must not lie inside TALLENNE_DATA_DIR: a backup must not sign the log';
  if (overlap(keysDir, blobDir))
    return 'TALLENNE_KEYS_DIR must lie beside BLOB_STORE_URL: a copy of one must be worthless without the other';
  if (overlap(logKeyFile, blobDir))
    return 'TALLENNE_LOG_KEY_FILE must lie beside BLOB_STORE_URL: a copy of the audio must not sign the log';
  if (logCopyDir !== null && isInside(logCopyDir, dataDir))
    return 'TALLENNE_LOG_COPY_URL must not lie inside TALLENNE_DATA_DIR: the copy shows whether the data were put back';
  if (logCopyDir !== null && secret.some(path => isInside(path, logCopyDir)))
    return 'TALLENNE_LOG_COPY_URL must be a folder of its own: whoever may read the copy must find no data and no keys in it';
  if ([...secret, blobDir, logCopyDir].some(path => path !== null && overlap(path, inboxDir)))
    return 'TALLENNE_INBOX_DIR must be a folder of its own: others write into it';
  return null;
}

function overlap(one: string, other: string | null): boolean {
  return other !== null && (isInside(one, other) || isInside(other, one));
}

function isInside(path: string, folder: string): boolean {
  return path === folder || path.startsWith(`${folder}/`);
}
