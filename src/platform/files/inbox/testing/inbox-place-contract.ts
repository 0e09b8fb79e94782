import { buffer } from 'node:stream/consumers';
import { beforeEach, describe, expect, it } from '@jest/globals';
import type { ArchivedFile, InboxFile, InboxPlace } from '../inbox-place.js';

const DAY = '2026-12-31';
const BYTES = Buffer.from('0123456789');
const NAMES = ['a.wav', 'deep/er/b b+c&d.wav', 'ääni-å–😀.wav', "it's (one) 100%.wav", 'archive.wav', 'zuletzt.json'];

/** A place of the present test, empty, and a way to put something there as somebody outside does. */
export interface FilledPlace {
  readonly inbox: InboxPlace;
  readonly put: (place: string, bytes: Buffer) => Promise<void>;
}

/** What every place does. */
export function inboxPlaceContract(placeOf: () => Promise<FilledPlace>): void {
  describe('as every place', () => {
    let inbox: InboxPlace;
    let put: FilledPlace['put'];

    beforeEach(async () => {
      ({ inbox, put } = await placeOf());
    });

    async function walked(): Promise<string[]> {
      const found: string[] = [];
      for await (const file of inbox.walk(() => undefined)) if (file) found.push(file.place);
      return found.sort();
    }

    async function archived(): Promise<ArchivedFile[]> {
      const found: ArchivedFile[] = [];
      for await (const file of inbox.archived(() => undefined)) found.push(file);
      return found;
    }

    async function found(place: string): Promise<InboxFile> {
      const file = await inbox.find(place);
      if (!file) throw new Error('the file is not there');
      return file;
    }

    it('has nothing where nothing is', async () => {
      expect(await walked()).toEqual([]);
      expect(await archived()).toEqual([]);
      expect(await inbox.find('a.wav')).toBeNull();
      expect(await inbox.has('a.wav')).toBe(false);
    });

    it('finds every file by its place, and reads it whole, in part and as a stream', async () => {
      for (const name of NAMES) await put(name, BYTES);

      expect(await walked()).toEqual([...NAMES].sort());
      for (const name of NAMES) {
        const file = await found(name);
        expect(file).toMatchObject({ inbox, source: inbox.source, place: name, sizeBytes: BYTES.length });
        expect((await inbox.whole(file)).equals(BYTES)).toBe(true);
        expect((await inbox.read(file, 3, 4)).toString()).toBe('3456');
        expect((await inbox.read(file, 8, 4)).length).toBe(0);
        expect((await buffer(inbox.open(file))).equals(BYTES)).toBe(true);
      }
    });

    it('looks neither into hidden folders nor into the archive', async () => {
      for (const name of ['.hidden/a.wav', 'archive/2026-12-31/b.wav', 'deep/archive/c.wav']) await put(name, BYTES);

      expect(await walked()).toEqual(['deep/archive/c.wav']);
    });

    it('sees that a file is another one, and that it is gone', async () => {
      await put('a.wav', BYTES);
      const file = await found('a.wav');
      expect(await inbox.isUnchanged(file)).toBe(true);
      await put('a.wav', Buffer.from('9876543210'));
      expect(await inbox.isUnchanged(file)).toBe(false);
      const other = await found('a.wav');
      await inbox.remove(other, []);
      expect(await inbox.isUnchanged(other)).toBe(false);
    });

    it('takes a file and its marks away, whether they are there or not', async () => {
      for (const name of ['a.wav', 'a.wav.done', 'b.wav']) await put(name, BYTES);
      const file = await found('a.wav');

      await inbox.remove(file, ['a.wav.done', 'a.done']);
      await inbox.remove(file, ['a.wav.done', 'a.done']);
      expect(await walked()).toEqual(['b.wav']);
    });

    it('moves a file to its archive, and out of it', async () => {
      await put("it's (one) 100%+ä.wav", BYTES);
      await put("it's (one) 100%+ä.done", BYTES);
      const file = await found("it's (one) 100%+ä.wav");

      await inbox.archive(file, DAY, 'an-id.wav', ["it's (one) 100%+ä.done"]);
      expect(await walked()).toEqual([]);
      expect(await archived()).toEqual([{ day: DAY, name: 'an-id.wav' }]);
      expect((await inbox.whole(await found(`archive/${DAY}/an-id.wav`))).equals(BYTES)).toBe(true);
      await inbox.removeArchived({ day: DAY, name: 'an-id.wav' });
      expect(await archived()).toEqual([]);
    });
  });
}
