import { mkdir, readdir, readFile, stat, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { NoteKeyFile } from './note-key-file.js';
import { NoteSigner, signedNote, WrongNoteKey } from './note-keys.js';
import { linesOf, startChild } from './testing/killed-child.js';
import { temporaryFolder, type TemporaryFolder } from './testing/temporary-folder.js';

const CHILD = join(import.meta.dirname, 'testing', 'note-key-child.ts');
const NAME = 'tallenne.example.org/log';

describe('the key file of the log', () => {
  let folder: TemporaryFolder;
  let path: string;
  let file: NoteKeyFile;

  beforeEach(async () => {
    folder = await temporaryFolder();
    path = join(folder.path, 'keys', 'log-signing-keys');
    file = new NoteKeyFile(path);
  });

  afterEach(() => folder[Symbol.asyncDispose]());

  const idsOf = (signers: readonly NoteSigner[] | null) => signers?.map(({ verifier }) => verifier.id.toString('hex'));
  const linesOfFile = async () => (await readFile(path, 'utf8')).trimEnd().split('\n');

  it('is read as null where there is none, and is not made by reading', async () => {
    expect(await file.read()).toBeNull();
    expect(await readdir(folder.path)).toEqual([]);
  });

  it('begins with one key of the wanted name, for its owner alone, in a folder for its owner alone', async () => {
    const signers = await file.readOrBegin(NAME);

    expect(signers.map(({ name }) => name)).toEqual([NAME]);
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    expect((await stat(join(folder.path, 'keys'))).mode & 0o777).toBe(0o700);
    expect(await linesOfFile()).toEqual([signers[0].toSecretLine()]);
    expect(await readdir(join(folder.path, 'keys'))).toEqual(['log-signing-keys']);
  });

  it('keeps its keys and their name, whatever name is wanted later', async () => {
    const [begun] = await file.readOrBegin(NAME);
    const again = await file.readOrBegin('another.example.org/log');

    expect(again.map(signer => signer.toSecretLine())).toEqual([begun.toSecretLine()]);
  });

  it('has one key after many beginnings at once', async () => {
    const begun = await Promise.all(Array.from({ length: 20 }, () => new NoteKeyFile(path).readOrBegin(NAME)));
    const lines = new Set(begun.flatMap(signers => signers.map(signer => signer.toSecretLine())));

    expect([...lines]).toEqual(await linesOfFile());
    expect(lines.size).toBe(1);
    expect(await readdir(join(folder.path, 'keys'))).toEqual(['log-signing-keys']);
  });

  it('has one key after processes that began at once', async () => {
    const children = Array.from({ length: 4 }, () => startChild(CHILD, [path, NAME]));
    const said = await Promise.all(children.map(linesOf));

    expect(new Set(said.flat())).toEqual(new Set(idsOf(await file.read())));
    expect(said.map(lines => lines.length)).toEqual([1, 1, 1, 1]);
    expect(await readdir(join(folder.path, 'keys'))).toEqual(['log-signing-keys']);
  });

  it('gets another key in front, of the same name, and both sign', async () => {
    const [first] = await file.readOrBegin(NAME);
    const added = await file.addKey();
    const signers = (await file.read()) ?? [];
    const note = signedNote('a text\n', signers);

    expect(idsOf(signers)).toEqual(idsOf([added, first]));
    expect(added.name).toBe(NAME);
    expect(added.verifier.hasSigned(note)).toBe(true);
    expect(first.verifier.hasSigned(note)).toBe(true);
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    expect(await readdir(join(folder.path, 'keys'))).toEqual(['log-signing-keys']);
  });

  it('lets the key that is retired sign no more, and no other; its seed is gone, and what it has signed stays known', async () => {
    const [first] = await file.readOrBegin(NAME);
    const [second, third] = [await file.addKey(), await file.addKey()];
    await file.retireKey(second.verifier.id.toString('hex'));

    expect(idsOf(await file.read())).toEqual(idsOf([third, first]));
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    expect((await linesOfFile()).at(-1)).toBe(second.verifier.toString());
    expect((await readFile(path, 'utf8')).includes(second.toSecretLine())).toBe(false);
    const note = signedNote('a text\n', [second]);
    expect((await file.readVerifiers())?.map(verifier => verifier.hasSigned(note))).toEqual([false, false, true]);
  });

  it('keeps what is retired through later changes, and retires nothing twice', async () => {
    const [first] = await file.readOrBegin(NAME);
    const id = first.verifier.id.toString('hex');
    await file.addKey();
    await file.retireKey(id);
    await file.addKey();

    await expect(file.retireKey(id)).rejects.toThrow(`the log has no key ${id}`);
    expect((await linesOfFile()).at(-1)).toBe(first.verifier.toString());
    expect(await file.readVerifiers()).toHaveLength(3);
  });

  it('keeps its only key', async () => {
    const [only] = await file.readOrBegin(NAME);

    await expect(file.retireKey(only.verifier.id.toString('hex'))).rejects.toThrow(
      new WrongNoteKey('the log’s only key stays: add a new one first'),
    );
    expect(idsOf(await file.read())).toEqual(idsOf([only]));
  });

  it.each(['00000000', '', 'all'])('has no key %j to retire, and stays as it is', async id => {
    await file.readOrBegin(NAME);
    await file.addKey();
    const before = await linesOfFile();

    await expect(file.retireKey(id)).rejects.toThrow(`the log has no key ${id}`);
    expect(await linesOfFile()).toEqual(before);
  });

  it('gets no key and loses none before it has begun', async () => {
    await expect(file.addKey()).rejects.toThrow(new WrongNoteKey('the log has no keys yet: start the server once'));
    await expect(file.retireKey('00000000')).rejects.toThrow(WrongNoteKey);
    expect(await file.read()).toBeNull();
  });

  const one = NoteSigner.fromSeed(NAME, Buffer.alloc(32, 1)).toSecretLine();
  const other = NoteSigner.fromSeed('another.example.org/log', Buffer.alloc(32, 2)).toSecretLine();

  it.each([
    ['nothing in it', ''],
    ['a line that is no key', `${one}\nkey\n`],
    ['a key that is cut', one.slice(0, -10)],
    ['a blank line between', `${one}\n\n${one}\n`],
    ['keys of different names', `${one}\n${other}\n`],
    ['a retired key of another name', `${one}\n${NoteSigner.parse(other).verifier.toString()}\n`],
    ['retired keys alone', `${NoteSigner.parse(one).verifier.toString()}\n`],
    ['a retired key that is cut', `${one}\n${NoteSigner.parse(one).verifier.toString().slice(0, -4)}\n`],
  ])('is refused with %s: not read, not begun again, not changed, nothing told', async (_what, text) => {
    await mkdir(join(folder.path, 'keys'));
    await writeFile(path, text);

    const attempts = [
      () => file.read(),
      () => file.readOrBegin(NAME),
      () => file.addKey(),
      () => file.retireKey('00000000'),
    ];
    for (const attempt of attempts) {
      const error: unknown = await attempt().catch((caught: unknown) => caught);
      expect(error).toBeInstanceOf(WrongNoteKey);
      expect(String(error)).not.toContain(one.slice(-20, -10));
    }
    expect(await readFile(path, 'utf8')).toBe(text);
  });

  it('says which fault it has where its keys have different names', async () => {
    await mkdir(join(folder.path, 'keys'));
    await writeFile(path, `${one}\n${other}\n`);

    await expect(file.read()).rejects.toThrow(new WrongNoteKey('the keys of the log have different names'));
  });

  it('is refused where it is a link that leads nowhere: no log begins without a key', async () => {
    await mkdir(join(folder.path, 'keys'));
    await symlink(join(folder.path, 'nowhere'), path);

    await expect(file.readOrBegin(NAME)).rejects.toThrow(
      new WrongNoteKey('the keys of the log are not where they were begun'),
    );
    expect(await readdir(join(folder.path, 'keys'))).toEqual(['log-signing-keys']);
  });

  it('is refused where it cannot be read, rather than begun again', async () => {
    await mkdir(path, { recursive: true });

    await expect(file.read()).rejects.toMatchObject({ code: 'EISDIR' });
    await expect(file.readOrBegin(NAME)).rejects.toMatchObject({ code: 'EISDIR' });
  });
});
