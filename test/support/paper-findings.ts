import type { Tag, TaggedPdf } from './tagged-pdf.js';

/** What may stand below each element of a paper with tables. */
const BELOW: Readonly<Record<string, readonly string[]>> = {
  '/Document': ['/H1', '/H2', '/P', '/L', '/Table'],
  '/L': ['/LI'],
  '/LI': ['/Lbl', '/LBody'],
  '/Table': ['/Caption', '/TR'],
  '/TR': ['/TH', '/TD'],
};

/** A longer paper must have bookmarks. */
const MOST_PAGES_WITHOUT_BOOKMARKS = 3;

/** What of PDF/UA-1 (ISO 14289-1) a program can check in a paper of the register and finds otherwise, in sentences. */
export function findingsOf(pdf: TaggedPdf, language: string): readonly string[] {
  const whole = pdf.tags.flatMap(({ kids }) => kids);
  return [
    ...unless(pdf.marked === true && pdf.displaysTitle === true, 'is not marked, or hides its title'),
    ...unless(pdf.metadata.includes('<pdfuaid:part>1</pdfuaid:part>'), 'does not say that it is PDF/UA-1'),
    ...unless(JSON.stringify(pdf.lang).includes(`:${language}`), `is not in ${language}`),
    ...unless(pdf.pagesInOrder === pdf.pages, 'the tab key does not follow the structure'),
    ...pdf.untagged.map(operator => `outside the structure: ${operator}`),
    ...pdf.fontsWithoutFile.map(font => `a font is not inside: ${font}`),
    ...unless(sorted(pdf.tags.flatMap(piecesOf)) === sorted(pdf.pieces), 'pieces are not in the structure once each'),
    ...pdf.tags.flatMap(misplaced),
    ...headingFindings(whole),
    ...whole.filter(({ type }) => type === '/Table').flatMap(tableFindings),
    ...bookmarkFindings(pdf, whole),
  ];
}

function unless(right: boolean, finding: string): string[] {
  return right ? [] : [finding];
}

function sorted(pieces: readonly string[]): string {
  return JSON.stringify([...pieces].sort());
}

function piecesOf(tag: Tag): string[] {
  return [...tag.pieces, ...tag.kids.flatMap(piecesOf)];
}

function misplaced({ type, kids }: Tag): string[] {
  const wrong = kids.filter(kid => !(BELOW[type] ?? []).includes(kid.type));
  return [...wrong.map(kid => `${kid.type} in ${type}`), ...kids.flatMap(misplaced)];
}

function headingFindings(whole: readonly Tag[]): string[] {
  const headings = whole.filter(({ type }) => /^\/H\d$/.test(type)).map(({ type }) => type);
  return [
    ...unless(whole[0]?.type === '/H1', 'does not begin with its title'),
    ...unless(headings.filter(type => type === '/H1').length === 1, 'has not one title'),
  ];
}

/** A caption, a row of column headings, and rows of as many cells, each named by its first. */
function tableFindings({ kids }: Tag): string[] {
  const [caption, head, ...rows] = kids;
  const columns = head?.kids.length ?? 0;
  return [
    ...unless(caption?.type === '/Caption', 'a table has no caption'),
    ...unless(head?.kids.every(({ scope }) => scope === '/Column') ?? false, 'a column has no heading'),
    ...unless(
      rows.every(row => row.kids.length === columns),
      'a row has other columns than its table',
    ),
    ...unless(
      rows.every(({ kids: [first] }) => first?.scope === '/Row'),
      'a row has no heading',
    ),
  ];
}

function bookmarkFindings({ pages, bookmarks }: TaggedPdf, whole: readonly Tag[]): string[] {
  const sections = whole.filter(({ type }) => type === '/H2').length;
  return unless(
    bookmarks.length === (pages > MOST_PAGES_WITHOUT_BOOKMARKS ? sections : 0),
    `has ${bookmarks.length} bookmarks on ${pages} pages with ${sections} sections`,
  );
}
