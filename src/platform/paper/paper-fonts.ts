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

/** What becomes of a character that no font has: whoever wrote it is told, or its number stands for it (`U+1F600`). */
export type Unprintable = 'refused' | 'numbered';

/** The fonts of a paper, which know what they can draw. */
export class PaperFonts {
  readonly #doc: PDFKit.PDFDocument;

  constructor(
    doc: PDFKit.PDFDocument,
    private readonly unprintable: Unprintable,
  ) {
    this.#doc = doc;
    for (const [weight, number] of Object.entries(WEIGHTS))
      for (const script of SCRIPTS) doc.registerFont(`${weight}/${script}`, fontFile(number, script));
  }

  /** `text` in runs. Throws `letter-unwritable` for a character that is refused, rather than drawing an empty box. */
  runsOf(text: string, weight: Weight): Run[] {
    const runs: Run[] = [];
    for (const run of Array.from(text, character => this.#drawn(character, weight)).flat()) {
      const last = runs.at(-1);
      if (last?.font === run.font) runs[runs.length - 1] = { font: run.font, text: last.text + run.text };
      else runs.push(run);
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

  #drawn(character: string, weight: Weight): Run[] {
    const font = SCRIPTS.map(script => `${weight}/${script}`).find(name => hasGlyph(this.#doc.font(name), character));
    if (font !== undefined) return [{ font, text: character }];
    if (this.unprintable === 'refused') throw unwritable();
    return this.runsOf(numberOf(character), weight);
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

/** As Unicode writes it. */
function numberOf(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}

function unwritable(): DomainError {
  return new DomainError(
    'unprocessable',
    'letter-unwritable',
    'The letter has a character that cannot be printed: write it in Latin, Cyrillic or Greek letters.',
  );
}
