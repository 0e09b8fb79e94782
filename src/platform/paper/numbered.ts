import PDFDocument from 'pdfkit';
import { PaperFonts } from './paper-fonts.js';
import { printed } from './printed.js';

/** `text` as it is printed; of a character that no font of the papers has, its number stands there (`U+1F600`). */
export function numbered(text: string): string {
  const fonts = fontsOnly();
  const drawn = (line: string) => fonts.runsOf(line, 'text').map(run => run.text);
  return printed(text)
    .split('\n')
    .map(line => drawn(line).join(''))
    .join('\n');
}

/** Whether a paper can print each character of `text`. */
export function isPrintable(text: string): boolean {
  return numbered(text) === printed(text);
}

let kept: PaperFonts | undefined;

/** Fonts of no paper, opened once a process. */
function fontsOnly(): PaperFonts {
  kept ??= new PaperFonts(new PDFDocument({ autoFirstPage: false }), 'numbered');
  return kept;
}
