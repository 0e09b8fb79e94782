import { NoteKeyFile } from '../../platform/crypto/note-key-file.js';
import { WrongNoteKey } from '../../platform/crypto/note-keys.js';
import { readConfig, WrongSetting } from '../../platform/config/index.js';
import { orderly } from '../orderly.js';

/** `tallenne audit key`: the verifier keys, newest first, to be written down outside. Needs no database. */
export async function showKeys(): Promise<void> {
  await orderly(async ({ say }) => {
    const signers = await orWrong(keyFile().read());
    if (!signers) throw new WrongSetting('TALLENNE_LOG_KEY_FILE: the log has no keys yet; start the server once');
    for (const { verifier } of signers) say(verifier.toString());
  });
}

/** `tallenne audit rotate-key`: from the next checkpoint on a new key signs beside the present ones. */
export async function rotateKey(): Promise<void> {
  await orderly(async ({ say }) => {
    const { verifier } = await orWrong(keyFile().addKey());
    say(verifier.toString());
    say('Both keys sign now. When everybody has noted the new one, take the old one away with "audit retire-key".');
  });
}

/** `tallenne audit retire-key`: a key signs no more; what it has signed stays the log's. */
export async function retireKey(id: string): Promise<void> {
  await orderly(async ({ say }) => {
    await orWrong(keyFile().retireKey(id));
    say(`Key ${id} signs no more.`);
  });
}

function keyFile(): NoteKeyFile {
  return new NoteKeyFile(readConfig(process.env).logKeyFile);
}

async function orWrong<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof WrongNoteKey) throw new WrongSetting(`TALLENNE_LOG_KEY_FILE: ${error.message}`);
    throw error;
  }
}
