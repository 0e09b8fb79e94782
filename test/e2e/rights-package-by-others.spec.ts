import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { temporaryFolder, type TemporaryFolder } from '../../src/platform/crypto/testing/temporary-folder.js';
import { packageCode } from '../../src/rights/package/package-code.js';
import { ALL_CANARIES } from '../support/canaries.js';
import { CanaryCase, WELL_INSIDE_MS } from '../support/canary-case.js';
import { CONTACTS } from '../support/decided-case.js';
import { describeWith } from '../support/describe-with.js';
import { startTestServer, type TestServer } from '../support/server.js';
import { readTaggedPdf, type Tag } from '../support/tagged-pdf.js';

/** What a person received who asked for their calls, made through the routes and fetched from the address that they were sent. */
let server: TestServer;
let scene: CanaryCase;
let folder: TemporaryFolder;
const at = (name: string): string => join(folder.path, name);

beforeAll(async () => {
  folder = await temporaryFolder();
  server = await startTestServer({ env: CONTACTS });
  scene = await CanaryCase.on(server);
  await scene.answer();
  writeFileSync(at('paketti.zip'), scene.received.zip);
  writeFileSync(at('kirje.pdf'), scene.received.letter);
  mkdirSync(at('auki'));
}, 120_000);

afterAll(async () => {
  await server.stop();
  await folder[Symbol.asyncDispose]();
});

describeWith('7z', 'the package that a person received', tool => {
  const open = (code: string, ...how: string[]) =>
    spawnSync(tool, [...how, '-y', `-p${code}`, at('paketti.zip')], { encoding: 'utf8' });

  it('is tested and taken out by 7z with its code, and by no other', () => {
    expect(open(scene.received.code, 't').status).toBe(0);
    expect(open(packageCode(), 't').status).not.toBe(0);
    expect(open(scene.received.code, 'x', `-o${at('auki')}`).status).toBe(0);
    const names = ['kirje.pdf', 'puhelu-1.wav', 'tiedot.json', 'tiedot.schema.json', 'tiivisteet.sha256'];
    expect(readdirSync(at('auki')).sort()).toEqual(names);
    execFileSync('sha256sum', ['--check', '--strict', 'tiivisteet.sha256'], { cwd: at('auki') });
    expect(readFileSync(join(at('auki'), 'kirje.pdf')).equals(scene.received.letter)).toBe(true);
  });

  it('names nothing and notes nothing of anybody: every entry is encrypted, without a comment', () => {
    const listing = execFileSync(tool, ['l', '-slt', at('paketti.zip')], { encoding: 'utf8' });
    expect(listing.match(/^Encrypted = \+$/gm)).toHaveLength(5);
    expect(listing.match(/^Method = AES-256 /gm)).toHaveLength(5);
    expect(listing.match(/^Comment = .+$/gm)).toBeNull();
    expect(ALL_CANARIES.filter(word => listing.includes(word))).toEqual([]);
  });

  describeWith('ffmpeg', 'has sound', () => {
    const sound = () => join(at('auki'), 'puhelu-1.wav');
    interface Probed {
      readonly streams: readonly Record<string, unknown>[];
      readonly format: Record<string, unknown>;
    }

    it('that ffprobe reads as that of the call, without a tag', () => {
      const how = ['-v', 'error', '-of', 'json', '-show_format', '-show_streams', sound()];
      const { streams, format } = JSON.parse(execFileSync('ffprobe', how, { encoding: 'utf8' })) as Probed;
      expect(streams).toMatchObject([{ codec_type: 'audio', sample_rate: '8000', channels: 2, duration: '3.000000' }]);
      expect([streams[0]?.tags, format.tags]).toEqual([undefined, undefined]);
      expect(Number(format.size)).toBe(statSync(sound()).size);
    });

    it('that ffmpeg decodes without a complaint', () => {
      const { status, stderr } = spawnSync('ffmpeg', ['-v', 'error', '-i', sound(), '-f', 'null', '-']);
      expect([status, String(stderr)]).toEqual([0, '']);
    });
  });

  describeWith('sox', 'has sound', sox => {
    const levelOf = (fromMs: number, toMs: number): number => {
      const part = ['trim', String(fromMs / 1000), `=${toMs / 1000}`, 'stat'];
      const { stderr } = spawnSync(sox, [join(at('auki'), 'puhelu-1.wav'), '-n', ...part], { encoding: 'utf8' });
      return Number(/Maximum amplitude:\s+(-?[\d.]+)/.exec(stderr)?.[1]);
    };

    it('in which sox hears nothing where something is hidden, and the call before and after', () => {
      expect(levelOf(WELL_INSIDE_MS.from, WELL_INSIDE_MS.to)).toBe(0);
      expect(levelOf(0, WELL_INSIDE_MS.from - 200)).toBeGreaterThan(0.5);
      expect(levelOf(WELL_INSIDE_MS.to + 200, 3000)).toBeGreaterThan(0.5);
    });
  });
});

describeWith('qpdf', 'the letter that a person received', qpdf => {
  const pieces = (tag: Tag): string[] => [...tag.pieces, ...tag.kids.flatMap(pieces)];

  it('is a sound PDF, tagged from its first word to its last', async () => {
    const pdf = await readTaggedPdf(scene.received.letter);
    expect([pdf.lang, pdf.marked, pdf.displaysTitle, pdf.untagged, pdf.fontsWithoutFile]).toEqual([
      ...['u:fi-FI', true, true, [], []],
    ]);
    expect(pdf.title).toContain(scene.ids.number);
    expect(pdf.tags.map(({ type }) => type)).toEqual(['/Document']);
    expect(pdf.tags.flatMap(pieces)).toEqual(pdf.pieces);
    expect(pdf.metadata).toContain('<pdfuaid:part>1</pdfuaid:part>');
  });

  it('says nothing of anybody outside its pages: not in its title, its metadata, its structure', async () => {
    const objects = execFileSync(qpdf, ['--json=2', at('kirje.pdf')], { encoding: 'utf8', maxBuffer: 1 << 28 });
    const { metadata } = await readTaggedPdf(scene.received.letter);
    expect(objects).toContain('/StructTreeRoot');
    expect(ALL_CANARIES.filter(word => objects.includes(word) || metadata.includes(word))).toEqual([]);
  });
});

describe('what a person received', () => {
  it('is of one answer: the package has the letter that was sent', () => {
    expect(scene.received.letter.subarray(0, 5).toString()).toBe('%PDF-');
    expect(scene.received.code).toMatch(/^(\w{5}-){3}\w{5}$/);
  });
});
