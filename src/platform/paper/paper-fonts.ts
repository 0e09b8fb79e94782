import { DomainError } from '../../kernel/errors.js';
import { fontFile } from './font-file.js';

/** The scripts of Source Sans 3, each a file of its own; a letter brings those that its words need. */
const SCRIPTS = ['latin', 'latin-ext', 'vietnamese', 'cyrillic', 'cyrillic-ext', 'greek', 'greek-ext'] as const;
const WEIGHTS = { text: 400, strong: 600 } as const;
export type Weight = keyof typeof WEIGHTS;

/** Characters in a row that one font file has. */
interface Run {
  readonly font: string;
  readonly text: string;
}

/** The fonts of a paper, which know what they can draw. */
export class PaperFonts {
  readonly #doc: PDFKit.PDFDocument;

  constructor(doc: PDFKit.PDFDocument) {
    this.#doc = doc;
    for (const [weight, number] of Object.entries(WEIGHTS))
      for (const script of SCRIPTS) doc.registerFont(`${weight}/${script}`, fontFile(number, script));
  }

  /** Whether a font has `character`; both weights have the same. */
  has(character: string): boolean {
    return this.#fontFor(character, 'text') !== undefined;
  }

  /** `text` in runs. Throws `letter-unwritable` for a character that no font has, rather than drawing an empty box. */
  runsOf(text: string, weight: Weight): Run[] {
    const runs: Run[] = [];
    for (const character of text) {
      const font = this.#fontFor(character, weight);
      if (font === undefined) throw unwritable();
      const last = runs.at(-1);
      if (last?.font === font) runs[runs.length - 1] = { font, text: last.text + character };
      else runs.push({ font, text: character });
    }
    return runs;
  }

  /** How wide `text` is drawn, in points. */
  widthOf(text: string, weight: Weight, size: number): number {
    const widths = this.runsOf(text, weight).map(run => {
      return this.#doc.font(run.font).fontSize(size).widthOfString(run.text);
    });
    return widths.reduce((sum, width) => sum + width, 0);
  }

  #fontFor(character: string, weight: Weight): string | undefined {
    return SCRIPTS.map(script => `${weight}/${script}`).find(name => hasGlyph(this.#doc.font(name), character));
  }
}

/** What pdfkit keeps of the chosen font (a fontkit font); it has no public question for a glyph. */
interface ChosenFont {
  readonly _font: { readonly font: { hasGlyphForCodePoint(codePoint: number): boolean } };
}

function hasGlyph(doc: PDFKit.PDFDocument, character: string): boolean {
  const { font } = (doc as unknown as ChosenFont)._font;
  return font.hasGlyphForCodePoint(character.codePointAt(0) ?? 0);
}

function unwritable(): DomainError {
  return new DomainError(
    'unprocessable',
    'letter-unwritable',
    'The letter has a character that cannot be printed: write it in Latin, Cyrillic or Greek letters.',
  );
}
