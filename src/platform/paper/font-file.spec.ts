import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { describe, expect, it } from '@jest/globals';
import PDFDocument from 'pdfkit';
import { fontFile, fromWoff } from './font-file.js';

const packed = readFileSync(
  createRequire(import.meta.url).resolve('@fontsource/source-sans-3/files/source-sans-3-latin-400-normal.woff'),
);

interface Drawn {
  readonly _font: { readonly font: { readonly numGlyphs: number } };
}

/** What the library that draws makes of a font: its glyphs, and how wide it draws a line. */
function drawn(font: Buffer): [glyphs: number, width: number] {
  const doc = new PDFDocument();
  doc.font(font);
  const { numGlyphs } = (doc as unknown as Drawn)._font.font;
  return [numGlyphs, doc.widthOfString('Puhelutallenne, ääni ja öylätti 61 vrk')];
}

describe('a font file', () => {
  it('is the same font unpacked: as many glyphs, lines as wide', () => {
    expect(drawn(fromWoff(packed))).toEqual(drawn(packed));
  });

  it('has each table where its directory says, with the checksum that the packed one names', () => {
    const font = fromWoff(packed);
    const count = font.readUInt16BE(4);
    for (let at = 12; at < 12 + 16 * count; at += 16) {
      const [checksum, offset, length] = [4, 8, 12].map(place => font.readUInt32BE(at + place)) as [
        number,
        number,
        number,
      ];
      if (font.toString('latin1', at, at + 4) === 'head') continue; // its checksum leaves a field of its own out
      let sum = 0;
      for (let word = 0; word < length; word += 4) sum = (sum + font.readUInt32BE(offset + word)) >>> 0;
      expect(sum).toBe(checksum);
    }
  });

  it('is read once, and refused where it is no WOFF', () => {
    expect(fontFile(400, 'latin')).toBe(fontFile(400, 'latin'));
    expect(() => fromWoff(Buffer.from('no font at all'))).toThrow('no WOFF');
  });
});
