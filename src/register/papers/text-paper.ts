import { LOCALES, type Language } from '../../kernel/languages.js';
import { numbered } from '../../platform/paper/numbered.js';
import { TaggedPaper } from '../../platform/paper/tagged-paper.js';
import type { TextBlock } from './text-block.js';

/** What stands on a paper beside its blocks. */
export interface PaperFrame {
  readonly title: string;
  readonly language: Language;
  /** Under the title, such as the version and its day. */
  readonly lead: string;
  readonly madeAt: Date;
}

const PAGES: Readonly<Record<Language, (page: number, pages: number) => string>> = {
  fi: (page, pages) => `Sivu ${page} (${pages})`,
  sv: (page, pages) => `Sida ${page} (${pages})`,
  en: (page, pages) => `Page ${page} of ${pages}`,
};

/** Blocks as a tagged PDF (A4, PDF/UA-1, fonts inside); a character that no font has is told by its number. */
export function textPaper(
  blocks: readonly TextBlock[],
  { title, language, lead, madeAt }: PaperFrame,
): Promise<Buffer> {
  const paper = new TaggedPaper({ title: title.replace(/[<>&]/g, ' '), locale: LOCALES[language], madeAt });
  paper.text('H1', numbered(title));
  paper.text('P', numbered(lead));
  for (const block of blocks) draw(block, paper);
  return paper.finish((page, pages) => `${numbered(title)}   ${PAGES[language](page, pages)}`);
}

function draw(block: TextBlock, paper: TaggedPaper): void {
  switch (block.kind) {
    case 'heading':
      paper.text('H2', numbered(block.text));
      break;
    case 'paragraph':
      paper.text('P', numbered(block.text));
      break;
    case 'list':
      paper.list(block.items.map(numbered), block.language);
      break;
    case 'table':
      paper.table({
        caption: numbered(block.caption),
        headers: block.headers.map(numbered),
        rows: block.rows.map(row => row.map(numbered)),
      });
  }
}
