import PDFDocument from 'pdfkit';
import { PaperFonts } from './paper-fonts.js';
import { printed } from './printed.js';

/** `text` as it is printed; of a character that no font of the papers has, its number stands there (`U+1F600`). */
export function numbered(text: string): string {
  const fonts = fontsOnly();
  return Array.from(printed(text), one => (one === '\n' || fonts.has(one) ? one : numberOf(one))).join('');
}

/** Whether a paper can print each character of `text`. */
export function isPrintable(text: string): boolean {
  return numbered(text) === printed(text);
}

/** As Unicode writes it. */
function numberOf(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}

let kept: PaperFonts | undefined;

/** Fonts of no paper, opened once a process. */
function fontsOnly(): PaperFonts {
  kept ??= new PaperFonts(new PDFDocument({ autoFirstPage: false }));
  return kept;
}
