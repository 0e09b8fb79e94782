import { inflateSync } from 'node:zlib';

/** The words of a PDF as this house makes them, in the order in which they are drawn; lines are joined by spaces, and what stands on each page alike is left out. */
export function pdfText(pdf: Buffer): string {
  const objects = objectsOf(pdf);
  const lines = [...objects.values()]
    .filter(({ stream }) => /\bBT\b/.test(stream) && /\bTj\b|\bTJ\b/.test(stream))
    .flatMap(({ stream }) => drawn(stream, fontsOf(objects)));
  return lines.join(' ').replaceAll(/\s+/g, ' ');
}

interface PdfObject {
  readonly head: string;
  readonly stream: string;
}

function objectsOf(pdf: Buffer): Map<string, PdfObject> {
  const text = pdf.toString('latin1');
  const objects = new Map<string, PdfObject>();
  for (const found of text.matchAll(/(\d+) 0 obj\n([\s\S]*?)\nendobj/g)) {
    const [, number = '', body = ''] = found;
    const at = body.indexOf('stream\n');
    const head = at < 0 ? body : body.slice(0, at);
    const end = body.lastIndexOf('\nendstream');
    const bytes = Buffer.from(at < 0 ? '' : body.slice(at + 'stream\n'.length, end), 'latin1');
    const stream = head.includes('/FlateDecode') ? inflateSync(bytes).toString('latin1') : bytes.toString('latin1');
    objects.set(number, { head, stream });
  }
  return objects;
}

type Letters = ReadonlyMap<string, string>;

/** Each font by the name that pages call it. */
function fontsOf(objects: ReadonlyMap<string, PdfObject>): ReadonlyMap<string, Letters> {
  const fonts = new Map<string, Letters>();
  for (const { head } of objects.values()) {
    const block = /\/Font <<([\s\S]*?)>>/.exec(head)?.[1] ?? '';
    for (const [, name = '', number = ''] of block.matchAll(/\/(F\d+) (\d+) 0 R/g)) {
      const toUnicode = /\/ToUnicode (\d+) 0 R/.exec(objects.get(number)?.head ?? '')?.[1] ?? '';
      fonts.set(name, lettersOf(objects.get(toUnicode)?.stream ?? ''));
    }
  }
  return fonts;
}

/** Of a map to Unicode: glyph, in hex, to its letters. */
function lettersOf(map: string): Letters {
  const letters = new Map<string, string>();
  for (const [, from = '', , list = ''] of map.matchAll(/<([\da-f]{4})> <([\da-f]{4})> \[([^\]]*)\]/gi)) {
    [...list.matchAll(/<([\da-f ]+)>/gi)].forEach(([, unicode = ''], n) => {
      const glyph = (Number.parseInt(from, 16) + n).toString(16).padStart(4, '0');
      const bytes = Buffer.from(unicode.replaceAll(' ', ''), 'hex');
      letters.set(glyph, bytes.swap16().toString('utf16le'));
    });
  }
  return letters;
}

/** Each piece of text that a page draws. */
function drawn(page: string, fonts: ReadonlyMap<string, Letters>): string[] {
  let letters: Letters = new Map();
  const lines: string[] = [];
  const told = page.replaceAll(/\/Artifact[\s\S]*?\bEMC\b/g, '');
  for (const [, font, array, single] of told.matchAll(/\/(F\d+) [\d.]+ Tf|\[([^\]]*)\] TJ|<([\da-f]+)> Tj/gi)) {
    if (font !== undefined) letters = fonts.get(font) ?? new Map<string, string>();
    else lines.push(readable(array ?? `<${single ?? ''}>`, letters));
  }
  return lines;
}

function readable(pieces: string, letters: Letters): string {
  const glyphs = [...pieces.matchAll(/<([\da-f]*)>/gi)].flatMap(([, hex = '']) => hex.match(/.{4}/g) ?? []);
  return glyphs.map(glyph => letters.get(glyph.toLowerCase()) ?? '\ufffd').join('');
}
