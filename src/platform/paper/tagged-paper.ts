import PDFDocument from 'pdfkit';
import { PaperFonts, type Weight } from './paper-fonts.js';
import { breakLines } from './line-breaks.js';

const MARGIN_PT = 62;
const FOOT_PT = 80;
const LINE_HEIGHT = 1.35;
/** A longer paper has bookmarks of its sections. */
const MOST_PAGES_WITHOUT_BOOKMARKS = 3;
const BULLET = '•';
const BULLET_WIDTH_PT = 12;

/** How a kind of paragraph is drawn; `keepPt` is the room that must be left on the page for it and what follows. */
interface Style {
  readonly weight: Weight;
  readonly size: number;
  readonly beforePt: number;
  readonly keepPt: number;
}
const STYLES: Readonly<Record<'H1' | 'H2' | 'P', Style>> = {
  H1: { weight: 'strong', size: 16, beforePt: 14, keepPt: 80 },
  H2: { weight: 'strong', size: 12, beforePt: 12, keepPt: 60 },
  P: { weight: 'text', size: 10.5, beforePt: 6, keepPt: 0 },
};

/** Names of rows and columns, and of tables, as large as what they name. */
const CAPTION: Style = { ...STYLES.P, weight: 'strong' };
const CELL_GAP_PT = 10;
const CELL_PAD_PT = 3;

/** What a cell of a heading is the heading of; null: it is none. */
type Scope = 'Column' | 'Row' | null;

interface LaidOutRow {
  readonly cells: readonly { readonly scope: Scope; readonly lines: readonly string[] }[];
  readonly widthPt: number;
  readonly heightPt: number;
}

/** Of a cell on its page. */
interface Corner {
  readonly x: number;
  readonly top: number;
}

type StructureOptions = NonNullable<Parameters<PDFKit.PDFDocument['struct']>[1]>;

/** Rows of as many cells as there are headers. */
export interface PaperTable {
  readonly caption: string;
  readonly headers: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** What a paper says of itself. */
export interface PaperFacts {
  readonly title: string;
  /** BCP 47. */
  readonly locale: string;
  readonly madeAt: Date;
}

/** A4 pages that are tagged while they are drawn: everything is in the structure or an artifact (PDF/UA-1, ISO 14289-1). */
export class TaggedPaper {
  readonly #doc: PDFKit.PDFDocument;
  readonly #fonts: PaperFonts;
  readonly #root: PDFKit.PDFStructureElement;
  readonly #chunks: Buffer[] = [];
  readonly #sections: { readonly title: string; readonly page: number }[] = [];

  constructor({ title, locale, madeAt }: PaperFacts) {
    const options = {
      ...{ size: 'A4', margins: { top: MARGIN_PT, left: MARGIN_PT, right: MARGIN_PT, bottom: FOOT_PT } },
      ...{ pdfVersion: '1.7', tagged: true, subset: 'PDF/UA', lang: locale, displayTitle: true, bufferPages: true },
      info: { Title: title, Producer: 'Tallenne', Creator: 'Tallenne', CreationDate: madeAt },
    };
    // The types of pdfkit do not know the subset PDF/UA, which pdfkit does.
    this.#doc = new PDFDocument(options as PDFKit.PDFDocumentOptions);
    this.#doc.on('data', (chunk: Buffer) => this.#chunks.push(chunk));
    this.#fonts = new PaperFonts(this.#doc);
    this.#root = this.#doc.struct('Document');
    this.#doc.addStructure(this.#root);
  }

  text(mark: 'H1' | 'H2' | 'P', text: string): void {
    const style = STYLES[mark];
    this.#space(style);
    if (mark === 'H2') this.#sections.push({ title: text, page: this.#pageNumber() });
    this.#root.add(
      this.#doc.struct(mark, {}, () => {
        this.#draw(text, style);
      }),
    );
  }

  /** `lang` is of the items where it is not that of the paper (ISO 639-1). */
  list(items: readonly string[], lang?: string): void {
    const list = this.#doc.struct('L', lang === undefined ? {} : { lang });
    this.#root.add(list);
    for (const item of items) this.#item(list, item);
    list.end();
  }

  /**
   * A table whose first column names its rows. A row stays on one page, so its cells are to be short; on a further page the names of
   * the columns are drawn again, outside the structure.
   */
  table({ caption, headers, rows }: PaperTable): void {
    const table = this.#doc.struct('Table');
    this.#root.add(table);
    this.#space({ ...STYLES.H2, size: STYLES.P.size });
    const told = this.#doc.struct('Caption', {}, () => {
      this.#draw(caption, CAPTION);
    });
    table.add(told);
    const head = this.#laidOut(headers, () => 'Column');
    this.#row(table, head, null);
    for (const row of rows)
      this.#row(
        table,
        this.#laidOut(row, n => (n === 0 ? 'Row' : null)),
        head,
      );
    table.end();
  }

  /** Ends the paper; each page gets `foot`, outside the structure. */
  async finish(foot: (page: number, pages: number) => string): Promise<Buffer> {
    const ended = new Promise((resolve, reject) => this.#doc.on('end', resolve).on('error', reject));
    this.#root.end();
    const { start, count } = this.#doc.bufferedPageRange();
    for (let n = 0; n < count; n++) this.#foot(start + n, foot(n + 1, count));
    if (count > MOST_PAGES_WITHOUT_BOOKMARKS) this.#bookmarks();
    this.#doc.end();
    await ended;
    return Buffer.concat(this.#chunks);
  }

  #item(list: PDFKit.PDFStructureElement, text: string): void {
    const { P } = STYLES;
    this.#space({ ...P, beforePt: 3 });
    const label = this.#doc.struct('Lbl', {}, () => {
      this.#drawLine(BULLET, MARGIN_PT, P);
    });
    const body = this.#doc.struct('LBody', {}, () => {
      this.#draw(text, P, BULLET_WIDTH_PT);
    });
    const item = this.#doc.struct('LI');
    list.add(item);
    item.add(label);
    item.add(body);
    item.end();
  }

  /** The lines of each cell of a row, and how high they stand. */
  #laidOut(cells: readonly string[], scopeOf: (column: number) => Scope): LaidOutRow {
    const widthPt = (this.#doc.page.width - 2 * MARGIN_PT) / cells.length;
    const laid = cells.map((cell, n) => {
      const scope = scopeOf(n);
      const { weight, size } = styleOf(scope);
      return {
        scope,
        lines: breakLines(cell, widthPt - CELL_GAP_PT, part => this.#fonts.widthOf(part, weight, size)),
      };
    });
    const heightPt = Math.max(...laid.map(({ lines }) => lines.length)) * STYLES.P.size * LINE_HEIGHT;
    return { cells: laid, widthPt, heightPt };
  }

  /** `again`: what is drawn above the row where it begins a page. */
  #row(table: PDFKit.PDFStructureElement, { cells, widthPt, heightPt }: LaidOutRow, again: LaidOutRow | null): void {
    if (!this.#hasRoom(heightPt + 2 * CELL_PAD_PT)) {
      this.#doc.addPage();
      if (again) this.#headAgain(again);
    }
    this.#rule();
    const top = this.#doc.y + CELL_PAD_PT;
    const row = this.#doc.struct('TR');
    table.add(row);
    for (const [n, { lines, scope }] of cells.entries())
      this.#cell(row, lines, scope, { x: MARGIN_PT + n * widthPt, top });
    row.end();
    this.#doc.y = top + heightPt + CELL_PAD_PT;
  }

  #headAgain({ cells, widthPt, heightPt }: LaidOutRow): void {
    this.#rule();
    const top = this.#doc.y + CELL_PAD_PT;
    this.#doc.markContent('Artifact', { type: 'Pagination' });
    for (const [n, { lines }] of cells.entries()) this.#drawCell(lines, CAPTION, { x: MARGIN_PT + n * widthPt, top });
    this.#doc.endMarkedContent();
    this.#doc.y = top + heightPt + CELL_PAD_PT;
  }

  #cell(row: PDFKit.PDFStructureElement, lines: readonly string[], scope: Scope, at: Corner): void {
    // The types of pdfkit do not know `scope`, which pdfkit does.
    const options: StructureOptions & { scope?: string } = scope === null ? {} : { scope };
    row.add(
      this.#doc.struct(scope === null ? 'TD' : 'TH', options, () => {
        this.#drawCell(lines, styleOf(scope), at);
      }),
    );
  }

  #drawCell(lines: readonly string[], style: Style, { x, top }: Corner): void {
    for (const [n, line] of lines.entries()) {
      this.#doc.y = top + n * style.size * LINE_HEIGHT;
      this.#drawLine(line, x, style);
    }
  }

  /** A line above a row, outside the structure. */
  #rule(): void {
    const { y, page } = this.#doc;
    this.#doc.markContent('Artifact', { type: 'Layout' });
    this.#doc
      .lineWidth(0.5)
      .moveTo(MARGIN_PT, y)
      .lineTo(page.width - MARGIN_PT, y)
      .stroke();
    this.#doc.endMarkedContent();
  }

  /** Leaves room before a paragraph; one that would stand alone at the foot goes to the next page, before it is tagged. */
  #space({ beforePt, keepPt, size }: Style): void {
    this.#doc.y += beforePt;
    if (!this.#hasRoom(Math.max(keepPt, size * LINE_HEIGHT))) this.#doc.addPage();
  }

  #draw(text: string, style: Style, indentPt = 0): void {
    const { weight, size } = style;
    const width = this.#doc.page.width - 2 * MARGIN_PT - indentPt;
    for (const line of breakLines(text, width, part => this.#fonts.widthOf(part, weight, size))) {
      if (!this.#hasRoom(size * LINE_HEIGHT)) this.#doc.continueOnNewPage();
      this.#drawLine(line, MARGIN_PT + indentPt, style);
      this.#doc.y += size * LINE_HEIGHT;
    }
  }

  #drawLine(line: string, x: number, { weight, size }: Style): void {
    const { y } = this.#doc;
    let at = x;
    for (const { font, text } of this.#fonts.runsOf(line, weight)) {
      this.#doc.font(font).fontSize(size).text(text, at, y, { lineBreak: false });
      at += this.#doc.widthOfString(text);
    }
    this.#doc.y = y;
  }

  #foot(page: number, text: string): void {
    this.#doc.switchToPage(page);
    // Text beneath the bottom margin would otherwise begin a page.
    this.#doc.page.margins.bottom = 0;
    this.#doc.markContent('Artifact', { type: 'Pagination' });
    this.#doc.y = this.#doc.page.height - FOOT_PT / 2;
    this.#drawLine(text, MARGIN_PT, { ...STYLES.P, size: 9 });
    this.#doc.endMarkedContent();
  }

  #bookmarks(): void {
    for (const { title, page } of this.#sections) {
      this.#doc.switchToPage(page);
      this.#doc.outline.addItem(title);
    }
  }

  #pageNumber(): number {
    const { start, count } = this.#doc.bufferedPageRange();
    return start + count - 1;
  }

  #hasRoom(heightPt: number): boolean {
    return this.#doc.y + heightPt <= this.#doc.page.maxY();
  }
}

function styleOf(scope: Scope): Style {
  return scope === null ? STYLES.P : CAPTION;
}
