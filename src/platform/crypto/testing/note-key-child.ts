import { writeSync } from 'node:fs';
import { NoteKeyFile } from '../note-key-file.js';

/** Reads or begins the key file and prints the id of each key in it. */
const [path = '', name = ''] = process.argv.slice(2);
for (const { verifier } of await new NoteKeyFile(path).readOrBegin(name)) {
  writeSync(1, `${verifier.id.toString('hex')}\n`);
}
