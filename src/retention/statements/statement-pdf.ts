import PDFDocument from 'pdfkit';
import { fontFile } from '../../platform/paper/font-file.js';
import type { Language } from '../languages.js';
import { momentIn, sectionsOf, type Section } from './statement-sections.js';
import { STATEMENT_WORDS } from './statement-words.js';
import type { Statement } from './statements.schemas.js';

const MARGIN = 50;
const VALUE_AT = 370;
const VALUE_WIDTH = 175;

/** Part of the page's structure, which a screen reader follows. */
type Mark = 'H1' | 'H2' | 'P';

/** A statement as a tagged PDF of one A4 page, in `language`, with its fonts inside. */
export async function statementPdf(statement: Statement, language: Language): Promise<Buffer> {
  const words = STATEMENT_WORDS[language];
  const page = new Page(words.title(statement.month), words.locale, new Date(statement.madeAt));
  page.text('H1', words.title(statement.month), 17);
  page.text('P', `${statement.from} – ${statement.to}. ${words.made} ${momentIn(words)(statement.madeAt)}.`, 9);
  if (!statement.isOver) page.text('P', words.soFar, 9);
  for (const section of sectionsOf(statement, language)) page.section(section);
  return page.finish();
}

class Page {
  readonly #doc: PDFKit.PDFDocument;
  readonly #root: PDFKit.PDFStructureElement;
  readonly #chunks: Buffer[] = [];

  constructor(title: string, lang: string, madeAt: Date) {
    this.#doc = new PDFDocument({
      ...{ size: 'A4', margin: MARGIN, pdfVersion: '1.7', tagged: true, lang, displayTitle: true },
      info: { Title: title, Producer: 'Tallenne', Creator: 'Tallenne', CreationDate: madeAt },
    });
    this.#doc.on('data', (chunk: Buffer) => this.#chunks.push(chunk));
    this.#doc.registerFont('text', fontFile(400, 'latin'));
    this.#doc.registerFont('strong', fontFile(600, 'latin'));
    this.#root = this.#doc.struct('Document');
    this.#doc.addStructure(this.#root);
  }

  section({ heading, rows }: Section): void {
    this.#doc.moveDown(0.5);
    this.text('H2', heading, 11);
    for (const [label, value] of rows) this.#row(label, value);
  }

  text(mark: Mark, text: string, size: number): void {
    this.#marked(mark, () => {
      this.#doc
        .font(mark === 'P' ? 'text' : 'strong')
        .fontSize(size)
        .text(text, MARGIN);
    });
  }

  async finish(): Promise<Buffer> {
    const ended = new Promise((resolve, reject) => this.#doc.on('end', resolve).on('error', reject));
    this.#root.end();
    this.#doc.end();
    await ended;
    return Buffer.concat(this.#chunks);
  }

  #row(label: string, value: string): void {
    this.#marked('P', () => {
      const top = this.#doc.y;
      this.#doc
        .font('text')
        .fontSize(9)
        .text(`${label}  `, MARGIN, top, { width: VALUE_AT - MARGIN - 10 });
      const below = this.#doc.y;
      this.#doc.text(value, VALUE_AT, top, { width: VALUE_WIDTH, align: 'right' });
      this.#doc.y = Math.max(below, this.#doc.y);
    });
  }

  #marked(mark: Mark, draw: () => void): void {
    this.#root.add(this.#doc.struct(mark, {}, draw));
  }
}
