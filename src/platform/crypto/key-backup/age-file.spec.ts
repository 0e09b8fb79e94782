import { createHash } from 'node:crypto';
import { readdir, readFile, stat, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { generateIdentity, identityToRecipient } from 'age-encryption';
import { temporaryFolder, type TemporaryFolder } from '../testing/temporary-folder.js';
import { readAgeFile, sha256OfFile, writeAgeFile } from './age-file.js';

/** Longer than a chunk of the format, with letters of more than one byte that lie across its borders. */
const LINES = Array.from({ length: 4_000 }, (_, n) => `${n}: avain – äöå €\n`);

describe('an age file', () => {
  let folder: TemporaryFolder;
  let path: string;
  let identityFile: string;
  let recipient: string;

  beforeEach(async () => {
    folder = await temporaryFolder();
    [path, identityFile] = [join(folder.path, 'keys.age'), join(folder.path, 'identity.txt')];
    const identity = await generateIdentity();
    recipient = await identityToRecipient(identity);
    await writeFile(identityFile, `# created: today\r\n# public key: ${recipient}\r\n${identity}\r\n`);
  });

  afterEach(() => folder[Symbol.asyncDispose]());

  async function* each(lines: readonly string[], failure?: Error): AsyncGenerator<string> {
    for (const line of lines) yield await Promise.resolve(line);
    if (failure) throw failure;
  }

  async function write(lines = LINES): Promise<string> {
    await using file = await writeAgeFile(path, recipient, each(lines));
    await file.name();
    return file.sha256;
  }

  async function read(): Promise<string[]> {
    const lines: string[] = [];
    for await (const line of await readAgeFile(path, identityFile)) lines.push(line);
    return lines;
  }

  const names = async () => (await readdir(folder.path)).sort();

  it('gives back line by line what was written, to who has the identity', async () => {
    await write();

    expect(await read()).toEqual(LINES.map(line => line.slice(0, -1)));
    expect((await readFile(path)).includes('avain')).toBe(false);
  });

  it("is its owner's alone, and leaves nothing beside it", async () => {
    await write();

    expect((await stat(path)).mode & 0o777).toBe(0o600);
    expect(await names()).toEqual(['identity.txt', 'keys.age']);
  });

  it('is told by the digest of what lies on the disk', async () => {
    const sha256 = await write();

    expect(sha256).toBe(
      createHash('sha256')
        .update(await readFile(path))
        .digest('hex'),
    );
    expect(await sha256OfFile(path)).toBe(sha256);
  });

  it('has no name until it gets it, and is gone where it never does', async () => {
    {
      await using unnamed = await writeAgeFile(path, recipient, each(LINES));
      expect(await names()).toEqual(['identity.txt', expect.stringMatching(/^keys\.age\.[0-9a-f]{12}\.draft$/)]);
      expect(unnamed.sha256).toMatch(/^[0-9a-f]{64}$/);
    }
    expect(await names()).toEqual(['identity.txt']);
  });

  it('takes no name that somebody has, before or meanwhile', async () => {
    const taken = { kind: 'conflict', code: 'file-exists', message: 'The file exists already: name a new one.' };
    {
      await using late = await writeAgeFile(path, recipient, each(LINES));
      await writeFile(path, 'another');
      await expect(late.name()).rejects.toMatchObject(taken);
    }
    await expect(write()).rejects.toMatchObject(taken);
    expect(await readFile(path, 'utf8')).toBe('another');
    expect(await names()).toEqual(['identity.txt', 'keys.age']);
  });

  it('is refused for a name that somebody has before anything is read', async () => {
    await writeFile(path, 'another');
    const read = jest.fn(() => each(LINES)[Symbol.asyncIterator]());

    await expect(writeAgeFile(path, recipient, { [Symbol.asyncIterator]: read })).rejects.toMatchObject({
      code: 'file-exists',
    });
    expect(read).not.toHaveBeenCalled();
  });

  it('says so where its folder went away before it had a name', async () => {
    await using file = await writeAgeFile(path, recipient, each(LINES));
    await folder[Symbol.asyncDispose]();

    await expect(file.name()).rejects.toMatchObject({ code: 'ENOENT' });
  });

  it.each(['', 'age1', 'maija@example.org'])('is not written to %j, which is no recipient', async wrong => {
    const refused = {
      ...{ kind: 'invalid', code: 'recipient-refused' },
      message: '--to: this is not the recipient of an age key (age1...).',
      cause: expect.any(Error),
    };
    await expect(writeAgeFile(path, wrong, each(LINES))).rejects.toMatchObject(refused);
    expect(await names()).toEqual(['identity.txt']);
  });

  it('leaves nothing where what it is made of breaks off', async () => {
    const broken = each(LINES, new Error('died'));

    await expect(writeAgeFile(path, recipient, broken)).rejects.toThrow('died');
    expect(await names()).toEqual(['identity.txt']);
  });

  const refused = {
    ...{ kind: 'invalid', code: 'key-backup-refused' },
    message: 'The backup cannot be opened: it is no age file, or it was encrypted to another recipient.',
    cause: expect.any(Error),
  };

  it('opens with no identity but its own', async () => {
    await write();
    await writeFile(identityFile, await generateIdentity());
    await expect(read()).rejects.toMatchObject(refused);
    await writeFile(identityFile, '# nothing\nAGE-SECRET-KEY-1\n');
    await expect(read()).rejects.toMatchObject(refused);
  });

  it('is refused where it is something else, and its absence is told as that', async () => {
    await writeFile(path, 'a letter');
    await expect(read()).rejects.toMatchObject(refused);
    path = join(folder.path, 'nowhere.age');
    await expect(read()).rejects.toMatchObject({ code: 'ENOENT' });
  });

  const damaged = {
    ...{ kind: 'invalid', code: 'key-backup-damaged' },
    message: 'The backup of the keys is damaged, or is none.',
    cause: expect.any(Error),
  };

  it('is damaged where its end is missing or a byte of it was changed, and says nothing of what it holds', async () => {
    await write();
    const whole = await readFile(path);
    await truncate(path, whole.length - 1_000);
    await expect(read()).rejects.toMatchObject(damaged);
    whole.writeUInt8(whole.readUInt8(whole.length - 20) ^ 1, whole.length - 20);
    await writeFile(path, whole);
    await expect(read()).rejects.toMatchObject(damaged);
  });

  it('has no line that was never ended', async () => {
    await write(['one\n', 'two\n', 'thr']);

    expect(await read()).toEqual(['one', 'two']);
  });
});
