import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ALL_CANARIES, OF_THE_CALL, OF_THE_CASE, OF_THE_FILE } from '../support/canaries.js';
import { SECRET_SOUND } from '../support/canary-case.js';
import { wordsPattern } from './judge.js';

const KEY_BYTES = 32;

/** What must be found nowhere: canaries, the tokens of those who send, keys, and sound. */
export class Secrets {
  tokens: ReadonlySet<string> = new Set();
  #keys: readonly string[] = [];
  readonly #canaries = wordsPattern(ALL_CANARIES);

  /** Takes the keys that lie unwrapped in the folder of keys. */
  async readKeys(folder: string): Promise<void> {
    const files = (await readdir(folder, { withFileTypes: true })).filter(entry => entry.isFile());
    const bytes = await Promise.all(files.map(({ name }) => readFile(join(folder, name))));
    this.#keys = bytes
      .filter(key => key.length === KEY_BYTES)
      .flatMap(key => [key.toString('hex'), key.toString('base64')]);
  }

  isIn(text: string): boolean {
    return this.#canaries.test(text) || [...this.tokens, ...this.#keys].some(secret => text.includes(secret));
  }

  /** By name, what no file may hold: personal canaries, sound, tokens and keys. */
  get inNoFile(): ReadonlyMap<string, Buffer> {
    const words = [...OF_THE_CALL, ...OF_THE_CASE, ...OF_THE_FILE].map(word => [word, Buffer.from(word)] as const);
    const tokens = [...this.tokens].map((token, at) => [`token ${at}`, Buffer.from(token)] as const);
    const keys = this.#keys.map((key, at) => [`key ${at}`, Buffer.from(key)] as const);
    return new Map([...words, ...tokens, ...keys, ['sound', SECRET_SOUND.subarray(0, 20)]]);
  }
}
