import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { FolderInbox } from './folder-inbox.js';
import { HeldFolder } from './held-folder.js';
import type { InboxFile } from './inbox-place.js';
import { inboxPlaceContract } from './testing/inbox-place-contract.js';

const DAY = '2026-12-31';
const KEY = 'the only key';

describe('a folder whose files are fetched', () => {
  const folders: string[] = [];

  afterEach(async () => {
    for (const folder of folders.splice(0)) await rm(folder, { recursive: true });
  });

  async function made(): Promise<string> {
    const folder = await mkdtemp(join(tmpdir(), 'tallenne-place-'));
    folders.push(folder);
    return folder;
  }
  const inboxOf = (root: string) => new FolderInbox(root, 'pbx-1', { settleMs: 0, waitMs: 0, taken: 'delete' });
  async function write(path: string, bytes: string | Buffer): Promise<void> {
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, bytes);
  }

  async function rest(walk: AsyncGenerator<InboxFile>): Promise<InboxFile[]> {
    const files: InboxFile[] = [];
    for await (const file of walk) files.push(file);
    return files;
  }

  inboxPlaceContract(async () => {
    const root = await made();
    return { inbox: inboxOf(root), put: (place, bytes) => write(join(root, place), bytes) };
  });

  it.each([
    ['a file', Buffer.from('Käyttäjätuki.wav', 'latin1')],
    ['a folder', Buffer.from('Käyttö/1.wav', 'latin1')],
    ['half a letter of UTF-8', Buffer.concat([Buffer.from('ää'), Buffer.from([0xc3]), Buffer.from('.wav')])],
  ])('takes %s by any name that the file system takes, also one that is no UTF-8', async (_, name) => {
    const root = await made();
    const inbox = inboxOf(root);
    const pathOf = (bytes: Buffer) => Buffer.concat([Buffer.from(`${root}/`), bytes]);
    if (name.includes('/')) await mkdir(pathOf(name.subarray(0, name.indexOf('/'))));
    for (const bytes of [name, Buffer.concat([name, Buffer.from('.done')])]) await writeFile(pathOf(bytes), 'x');
    const files = await rest(inbox.walk(() => undefined));
    expect(new Set(files.map(({ place }) => place)).size).toBe(2);
    const file = files.find(({ place }) => place.endsWith('.wav'));
    if (!file) throw new Error('the file is not there');

    expect(await inbox.isUnchanged(file)).toBe(true);
    expect(await inbox.has(`${file.place}.done`)).toBe(true);
    expect((await inbox.whole(file)).toString()).toBe('x');
    await inbox.archive(file, DAY, 'an-id.wav', [`${file.place}.done`]);
    expect(await rest(inbox.walk(() => undefined))).toEqual([]);
    expect(await readFile(join(root, 'archive', DAY, 'an-id.wav'), 'utf8')).toBe('x');
  });

  it('tells names apart that differ in bytes that are no UTF-8', async () => {
    const root = await made();
    for (const byte of [0xe4, 0xf6]) await writeFile(Buffer.from([...Buffer.from(`${root}/`), byte]), String(byte));
    const inbox = inboxOf(root);
    const files = await rest(inbox.walk(() => undefined));
    const read = await Promise.all(files.map(async file => (await inbox.whole(file)).toString()));
    expect(read.sort()).toEqual(['228', '246']);
  });

  describe('into which somebody puts links while it is looked at', () => {
    let root: string;
    let outside: string;
    let inbox: FolderInbox;

    beforeEach(async () => {
      [root, outside] = [await made(), await made()];
      inbox = inboxOf(root);
      for (const name of ['a.wav', 'b.wav', 'b.wav.done']) await write(join(outside, name), KEY);
    });
    afterEach(async () => {
      for (const name of ['a.wav', 'b.wav', 'b.wav.done'])
        expect(await readFile(join(outside, name), 'utf8')).toBe(KEY);
      expect((await readdir(outside)).sort()).toEqual(['a.wav', 'b.wav', 'b.wav.done']);
    });

    /** Renames a folder away and puts a link to the other one in its place. */
    async function swap(inside: string): Promise<void> {
      await rename(join(root, inside), join(root, '.away'));
      await symlink(outside, join(root, inside));
    }
    async function found(place: string): Promise<InboxFile> {
      const file = await inbox.find(place);
      if (!file) throw new Error('the file is not there');
      return file;
    }

    it.each(['sub', 'deep/er/sub'])(
      'goes into no folder that has become a link since it was listed: %s',
      async inside => {
        const top = inside.split('/')[0] ?? '';
        await write(join(root, 'first.wav'), 'x');
        await write(join(root, inside, 'a.wav'), 'x');
        const heard: string[] = [];
        const walk = inbox.walk(errno => heard.push(errno));
        expect((await walk.next()).value).toMatchObject({ place: 'first.wav' });
        await swap(top);

        expect(await rest(walk)).toEqual([]);
        expect(heard).toEqual(['ENOTDIR']);
      },
    );

    it('goes on in the folder in which it stands, and takes nothing by the name that it had', async () => {
      for (const name of ['a.wav', 'b.wav']) await write(join(root, 'sub', name), 'x');
      const walk = inbox.walk(() => undefined);
      await walk.next();
      await swap('sub');
      const [next] = await rest(walk);
      if (!next) throw new Error('the walk is at its end');

      expect(next.sizeBytes).toBe(1);
      expect(await inbox.find(next.place)).toBeNull();
      expect(await inbox.has(next.place)).toBe(false);
      expect(await inbox.isUnchanged(next)).toBe(false);
    });

    it('reads, moves and removes nothing below a folder that has become a link', async () => {
      await write(join(root, 'sub', 'b.wav'), 'x');
      const file = await found('sub/b.wav');
      await swap('sub');

      await expect(inbox.whole(file)).rejects.toMatchObject({ code: 'inbox-file-changed' });
      await expect(inbox.read(file, 0, 1)).rejects.toMatchObject({ code: 'inbox-file-changed' });
      await expect(buffer(inbox.open(file))).rejects.toMatchObject({ code: 'inbox-file-changed' });
      await inbox.remove(file, ['sub/b.wav.done']);
      await inbox.archive(file, DAY, 'an-id.wav', ['sub/b.wav.done']);
      expect(await readdir(join(root, 'archive', DAY))).toEqual([]);
    });

    it('reads and removes nothing but the file that was looked at', async () => {
      await write(join(root, 'b.wav'), 'x');
      const file = await found('b.wav');
      await write(join(root, 'other'), 'y');
      await rename(join(root, 'other'), join(root, 'b.wav'));

      await expect(inbox.whole(file)).rejects.toMatchObject({ code: 'inbox-file-changed' });
      await inbox.remove(file, []);
      await inbox.archive(file, DAY, 'an-id.wav', []);
      expect(await readFile(join(root, 'b.wav'), 'utf8')).toBe('y');
    });

    it('waits for no pipe in the place of a file', async () => {
      await write(join(root, 'b.wav'), 'x');
      const file = await found('b.wav');
      await rm(join(root, 'b.wav'));
      execFileSync('mkfifo', [join(root, 'b.wav')]);
      await using folder = await HeldFolder.open(root);

      await expect(inbox.whole(file)).rejects.toMatchObject({ code: 'inbox-file-changed' });
      await (await folder.file('b.wav')).close();
    });

    it('empties the folder that it holds, not what its name leads to by then', async () => {
      for (const name of ['a.wav', 'b.wav']) await write(join(root, 'archive', DAY, name), 'x');
      await using day = await HeldFolder.open(root, `archive/${DAY}`);
      await swap(`archive/${DAY}`);
      for (const name of ['a.wav', 'b.wav']) await day.removeAll(name);

      expect(await readdir(join(root, '.away'))).toEqual([]);
      await inbox.removeArchived({ day: DAY, name: 'a.wav' });
      await symlink(outside, join(root, '.away', 'link'));
      await day.removeAll('link');
      expect(await readdir(join(root, '.away'))).toEqual([]);
    });

    it('finds nothing where the folder of the source is a link itself', async () => {
      await symlink(outside, join(root, 'linked'));
      const linked = inboxOf(join(root, 'linked'));
      const heard: string[] = [];

      expect(await rest(linked.walk(errno => heard.push(errno)))).toEqual([]);
      expect(heard).toEqual(['ENOTDIR']);
      expect(await linked.find('a.wav')).toBeNull();
    });

    it.each(['..', '../x', 'sub/..', '', 'sub/../../a.wav'])('knows no place %p', async place => {
      await write(join(root, 'sub', 'b.wav'), 'x');
      expect(await inbox.find(place)).toBeNull();
      expect(await inbox.has(place)).toBe(false);
    });

    it('takes a folder out of its archive with all that is in it, and says where it is too deep', async () => {
      await write(join(root, 'archive', DAY, 'odd', 'deep', 'a.wav'), 'x');
      await inbox.removeArchived({ day: DAY, name: 'odd' });
      expect(await readdir(join(root, 'archive'))).toEqual([]);

      await write(join(root, 'archive', DAY, 'odd', ...Array.from({ length: 13 }, () => 'd'), 'a.wav'), 'x');
      await expect(inbox.removeArchived({ day: DAY, name: 'odd' })).rejects.toMatchObject({ code: 'ELOOP' });
    });
  });
});
