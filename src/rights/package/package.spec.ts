import { describe, expect, it } from '@jest/globals';
import { BlobReader, BlobWriter, ZipReader } from '@zip.js/zip.js';
import { withHashes } from './hash-entries.js';
import { packageCode } from './package-code.js';
import { contentsJson, contentsSchemaJson } from './package-contents.js';
import { isNeutral, type PackageFileName } from './package-entry.js';
import { packZip } from './pack-zip.js';
import { AT, AUDIO, collect, CONTENTS, entries, entry, pieces } from './testing/sample-package.js';

describe('a package', () => {
  it('gives the bytes back to another reader, with nothing of them in the clear', async () => {
    const code = packageCode();
    const zip = await collect(packZip(entries(), code));
    expect(zip.includes('KANARIA')).toBe(false);
    expect(zip.includes('puhelu-1.wav')).toBe(true);
    const reader = new ZipReader(new BlobReader(new Blob([new Uint8Array(zip)])), {
      password: code,
      useWebWorkers: false,
    });
    const [audio] = await reader.getEntries();
    if (audio === undefined || audio.directory) throw new Error('The package is empty.');
    expect([audio.encrypted, audio.zipCrypto, audio.crc32]).toEqual([true, false, undefined]);
    const blob = await audio.getData(new BlobWriter(), { checkSignature: true });
    expect(Buffer.from(await blob.arrayBuffer()).equals(AUDIO)).toBe(true);
  });

  it('notices a byte that was changed', async () => {
    const code = packageCode();
    const zip = await collect(packZip(entries(), code));
    zip.writeUInt8(zip.readUInt8(50_000) ^ 1, 50_000);
    const reader = new ZipReader(new BlobReader(new Blob([new Uint8Array(zip)])), {
      password: code,
      useWebWorkers: false,
    });
    const [audio] = await reader.getEntries();
    if (audio === undefined || audio.directory) throw new Error('The package is empty.');
    await expect(audio.getData(new BlobWriter())).rejects.toThrow();
  });

  it('ends without a directory when a file cannot be read, and says why', async () => {
    async function* broken(): AsyncGenerator<Buffer> {
      yield await Promise.resolve(AUDIO);
      throw new Error("couldn't read the original");
    }
    const taken: Buffer[] = [];
    const packing = async () => {
      for await (const piece of packZip([entry('puhelu-1.wav', broken())], packageCode()))
        taken.push(Buffer.from(piece));
    };
    await expect(packing()).rejects.toThrow("couldn't read the original");
    expect(Buffer.concat(taken).includes('PK\u0001\u0002')).toBe(false);
  });

  it('lets go of what it reads when nobody wants the rest', async () => {
    let isReleased = false;
    async function* endless(): AsyncGenerator<Buffer> {
      try {
        for (;;) yield await Promise.resolve(AUDIO);
      } finally {
        isReleased = true;
      }
    }
    for await (const piece of packZip([entry('puhelu-1.wav', endless())], packageCode()))
      if (piece.length > 1000) break;
    expect(isReleased).toBe(true);
  });

  it('has names that say nothing about anybody', async () => {
    for (const name of [
      'puhelu-1.wav',
      'puhelu-250.ogg',
      'tiedot.json',
      'tiedot.schema.json',
      'kirje.pdf',
      'liite-2.pdf',
    ])
      expect(isNeutral(name)).toBe(true);
    for (const name of ['virtanen.wav', 'puhelu-311299-998D.wav', 'puhelu-0.wav', '../kirje.pdf', 'kirje.pdf\n'])
      expect(isNeutral(name)).toBe(false);
    const named = { name: 'virtanen.wav' as PackageFileName, modifiedAt: AT, bytes: pieces(AUDIO) };
    await expect(collect(packZip([named], packageCode()))).rejects.toThrow(TypeError);
  });

  it('has no name twice', async () => {
    await expect(collect(packZip([...entries(), ...entries()], packageCode()))).rejects.toThrow('exists');
  });

  it('refuses a code that could be guessed', async () => {
    await expect(collect(packZip(entries(), 'salasana'))).rejects.toThrow(TypeError);
  });

  it('does not name a hash of what was not read to its end', async () => {
    const iterate = async () => {
      for await (const { bytes } of withHashes(entries(), () => undefined, AT))
        await bytes[Symbol.asyncIterator]().next();
    };
    await expect(iterate()).rejects.toThrow('not read to its end');
  });
});

describe('the code of a package', () => {
  it('is four groups of characters that nobody takes for others, and never the same', () => {
    const codes = Array.from({ length: 2000 }, packageCode);
    expect(codes.filter(code => !/^([2-9ACDEFHJKMNPQRTVWXY]{5}-){3}[2-9ACDEFHJKMNPQRTVWXY]{5}$/.test(code))).toEqual(
      [],
    );
    expect(new Set(codes).size).toBe(codes.length);
  });

  it('has at least 80 bits: each of its characters is as likely as any other', () => {
    const counts = new Map<string, number>();
    const drawn = Array.from({ length: 5000 }, packageCode).join('').replaceAll('-', '');
    for (const character of drawn) counts.set(character, (counts.get(character) ?? 0) + 1);
    const mean = drawn.length / counts.size;
    expect(20 * Math.log2(counts.size)).toBeGreaterThan(80);
    expect([...counts.values()].filter(count => Math.abs(count - mean) > 6 * Math.sqrt(mean))).toEqual([]);
  });
});

describe('the data of a package', () => {
  it('are JSON of the form that the schema beside them states', () => {
    expect(JSON.parse(contentsJson(CONTENTS).toString())).toEqual(CONTENTS);
    const schema = JSON.parse(contentsSchemaJson().toString()) as { required: string[]; additionalProperties: boolean };
    expect(schema.required.toSorted()).toEqual(Object.keys(CONTENTS).toSorted());
    expect(schema.additionalProperties).toBe(false);
  });

  it('never hold a personal identity code, nor anything that has no place in the schema', () => {
    expect(() => contentsJson({ ...CONTENTS, source: 'soittaja 311299-998D' })).toThrow(
      expect.objectContaining({ code: 'package-holds-identity-code' }),
    );
    expect(() => contentsJson(Object.assign({ secret: 'x' }, CONTENTS))).toThrow();
  });
});
