import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { readConfig } from '../../platform/config/index.js';
import { NoteKeyFile } from '../../platform/crypto/note-key-file.js';
import { temporaryFolder, type TemporaryFolder } from '../../platform/crypto/testing/temporary-folder.js';
import { EMPTY_ROOT } from '../tree/hashes.js';
import { parseCheckpoint } from '../tree/checkpoint.js';
import { LogKeys } from './log-keys.js';

const ORIGIN = 'tallenne.example.org/log';

describe('the keys of the log', () => {
  let folder: TemporaryFolder;
  let path: string;

  beforeEach(async () => {
    folder = await temporaryFolder();
    path = join(folder.path, 'keys', 'log-signing-keys');
  });

  afterEach(() => folder[Symbol.asyncDispose]());

  const keys = (settings: NodeJS.ProcessEnv = { TALLENNE_LOG_ORIGIN: ORIGIN }) =>
    new LogKeys(
      readConfig({
        TALLENNE_DATA_DIR: join(folder.path, 'data'),
        TALLENNE_KEYS_DIR: join(folder.path, 'keys'),
        ...settings,
      }),
    );
  const checkpoint = (size: number, origin = ORIGIN) => ({ origin, size, root: EMPTY_ROOT });

  it('begin with the origin of the settings, and name the log by it', async () => {
    expect(await keys().begin()).toBe(ORIGIN);
    expect(await keys().verifierKeys()).toEqual([
      expect.stringMatching(/^tallenne\.example\.org\/log\+[0-9a-f]{8}\+A/),
    ]);
  });

  it('begin with a name made up where none is set, another for each log', async () => {
    const name = await keys({}).begin();
    await rm(path);

    expect(name).toMatch(/^tallenne\.local\/[0-9a-f]{16}$/);
    expect(await keys({}).begin()).not.toBe(name);
  });

  it('keep the name that the log has, whatever the settings say later', async () => {
    const name = await keys({}).begin();

    expect(await keys().begin()).toBe(name);
  });

  it('sign a checkpoint so that it is read as it was, and know their own signature', async () => {
    await keys().begin();
    const note = await keys().sign(checkpoint(7));

    expect(parseCheckpoint(note)).toEqual(checkpoint(7));
    expect(await keys().haveSigned(note)).toBe(true);
    expect(await keys().haveSigned(note.replace('\n7\n', '\n8\n'))).toBe(false);
  });

  it('sign with a new key and the old one from the next checkpoint on, without a restart', async () => {
    const running = keys();
    await running.begin();
    const [old] = await running.verifierKeys();
    const earlier = await running.sign(checkpoint(1));
    await new NoteKeyFile(path).addKey();
    const note = await running.sign(checkpoint(2));

    expect((await running.verifierKeys())[1]).toBe(old);
    expect(note.split('\n').filter(line => line.startsWith(`— ${ORIGIN} `))).toHaveLength(2);
    expect(await running.haveSigned(earlier)).toBe(true);
  });

  it('know what they signed with a key that is retired, and sign with it no more', async () => {
    const running = keys();
    await running.begin();
    const earlier = await running.sign(checkpoint(1));
    const id = (await running.verifierKeys())[0]?.split('+')[1] ?? '';
    await new NoteKeyFile(path).addKey();
    await new NoteKeyFile(path).retireKey(id);

    expect(await running.haveSigned(earlier)).toBe(true);
    expect(await running.sign(checkpoint(2))).not.toContain(earlier.split('\n').at(-2));
    const [verifiers, trusted] = [await running.verifierKeys(), await running.trustedKeys()];
    expect([verifiers.length, trusted.length]).toEqual([1, 2]);
    expect(trusted.map(key => key.split('+')[1])).toContain(id);
  });

  it('stand for what is kept in the database, for just that, and for nothing that somebody wrote there', async () => {
    const running = keys();
    await running.begin();
    const statement = { what: 'alarm cleared', of: ['an id', 3, null] };
    const note = await running.attest(statement);

    expect(await running.haveAttested(statement, note)).toBe(true);
    expect(await running.haveAttested({ ...statement, what: 'log verification' }, note)).toBe(false);
    expect(await running.haveAttested({ ...statement, of: ['an id', 4, null] }, note)).toBe(false);
    expect(await running.haveAttested(statement, note.replace('— ', '- '))).toBe(false);
    expect(await running.haveAttested(statement, await running.sign(checkpoint(3)))).toBe(false);
    expect(await running.haveAttested(statement, null)).toBe(false);
    expect(parseCheckpoint(note)).toBeNull();
  });

  /** Each to be begun only when it is asked for: one that fails while another is waited for is handled by nobody. */
  const uses = (running: LogKeys): (() => Promise<unknown>)[] => [
    () => running.sign(checkpoint(1)),
    () => running.verifierKeys(),
    () => running.trustedKeys(),
    () => running.haveSigned('a note'),
    () => running.attest({ what: 'something', of: [] }),
  ];
  const usesAndBegin = (running: LogKeys) => [...uses(running), () => running.begin()];

  it('are missing where their file is: nothing is signed, and no new key is made', async () => {
    for (const use of uses(keys())) await expect(use()).rejects.toMatchObject({ code: 'log-keys-missing' });
    await expect(readFile(path)).rejects.toMatchObject({ code: 'ENOENT' });
  });

  it('are neither missing nor damaged where their file cannot be read: that is said as it is', async () => {
    await mkdir(path, { recursive: true });

    for (const use of usesAndBegin(keys())) await expect(use()).rejects.toMatchObject({ code: 'EISDIR' });
  });

  it('are damaged where their file is, which says so without a key and stays as it is', async () => {
    await keys().begin();
    const damaged = (await readFile(path, 'utf8')).slice(0, -12);
    await writeFile(path, damaged);

    for (const use of usesAndBegin(keys())) {
      const error: unknown = await use().catch((caught: unknown) => caught);
      expect(error).toMatchObject({ kind: 'unavailable', code: 'log-keys-damaged' });
      expect(String(error)).not.toContain(damaged.slice(-20));
    }
    expect(await readFile(path, 'utf8')).toBe(damaged);
  });
});
