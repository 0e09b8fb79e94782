import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { BlobReader, BlobWriter, ZipReader } from '@zip.js/zip.js';
import { temporaryFolder } from '../../platform/crypto/testing/temporary-folder.js';
import { isInstalled } from '../letters/testing/tagged-pdf.js';
import { once, withHashes, type PackedFile } from './hash-entries.js';
import { packageCode } from './package-code.js';
import { contentsJson, contentsSchemaJson, type PackageContents } from './package-contents.js';
import { isNeutral, type PackageEntry, type PackageFileName } from './package-entry.js';
import { packZip } from './pack-zip.js';

const AT = new Date('2026-03-20T08:00:00.000Z');
const CANARY = 'KANARIA-puhelun-sisalto';
const sevenZip = isInstalled('7z', 'p7zip-full') ? it : it.skip;

const CONTENTS: PackageContents = {
  schema: 'tallenne-rights-package/1',
  reference: 'T-2026-0012',
  madeAt: AT.toISOString(),
  controller: { name: 'Esimerkki Oy', lines: ['33100 Tampere'] },
  dataProtectionOfficer: { name: 'Veikko Vastaava', lines: ['tietosuojavastaava@esimerkki.invalid'] },
  rightsAnswered: ['access'],
  purposes: ['service-development'],
  categories: ['puhelun sisältö'],
  recipients: [],
  retention: '61 vrk',
  source: 'puhelu itse',
  rights: ['rectification', 'erasure', 'restriction', 'objection', 'complaint'],
  automatedDecisions: false,
  recordings: [
    {
      file: 'puhelu-1.wav',
      startedAt: '2026-02-03T08:00:00.000Z',
      endedAt: '2026-02-03T08:10:00.000Z',
      direction: 'inbound',
      queue: 'tuki',
      unit: 'palvelu',
      source: 'vaihde',
      announcement: { version: '2', language: 'fi' },
      lastDayKept: '2026-04-05',
      retentionRule: '61 days',
      originalSha256: 'ab'.repeat(32),
      redactions: [{ channel: 0, fromMs: 1000, toMs: 2500, reason: 'third-person' }],
      held: [{ field: 'name', value: CANARY, providedBy: 'vaihde', redactedBecause: null }],
      supplementaryStatements: [],
      consultations: [{ on: '2026-02-11', purpose: 'service-development', staffName: null }],
    },
  ],
};

async function* pieces(bytes: Buffer): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += 10_000) yield await Promise.resolve(bytes.subarray(at, at + 10_000));
}

function entry(name: PackageFileName, bytes: AsyncIterable<Buffer>): PackageEntry {
  return { name, modifiedAt: AT, bytes };
}

const AUDIO = Buffer.from(`${CANARY} `.repeat(9000));

function entries(): PackageEntry[] {
  return [entry('puhelu-1.wav', pieces(AUDIO)), entry('tiedot.json', once(contentsJson(CONTENTS)))];
}

async function collect(packing: AsyncIterable<Buffer>): Promise<Buffer> {
  const taken: Buffer[] = [];
  for await (const piece of packing) taken.push(Buffer.from(piece));
  return Buffer.concat(taken);
}

function sha256(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}

describe('a package', () => {
  sevenZip('is opened by 7z with its code and by no other, and its hashes hold', async () => {
    await using folder = await temporaryFolder();
    const code = packageCode();
    const packed: PackedFile[] = [];
    const zip = await collect(
      packZip(
        withHashes(entries(), file => packed.push(file), AT),
        code,
      ),
    );
    const path = join(folder.path, 'paketti.zip');
    writeFileSync(path, zip);
    const listing = execFileSync('7z', ['l', '-slt', path], { encoding: 'utf8' });
    expect(listing.match(/^Method = AES-256 Store$/gm)).toHaveLength(3);
    expect(listing.match(/^Encrypted = \+$/gm)).toHaveLength(3);
    execFileSync('7z', ['x', `-p${code}`, `-o${folder.path}/auki`, path]);
    for (const { name, sha256: hash } of packed)
      expect(sha256(readFileSync(join(folder.path, 'auki', name)))).toBe(hash);
    expect(packed.map(({ name }) => name)).toEqual(['puhelu-1.wav', 'tiedot.json', 'tiivisteet.sha256']);
    execFileSync('sha256sum', ['--check', '--strict', 'tiivisteet.sha256'], { cwd: join(folder.path, 'auki') });
    expect(spawnSync('7z', ['t', `-p${packageCode()}`, path]).status).not.toBe(0);
  });

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
