import { startOfDay } from '../../kernel/calendar.js';
import { DomainError } from '../../kernel/errors.js';
import { printed } from '../../platform/paper/printed.js';
import { TaggedPaper } from '../../platform/paper/tagged-paper.js';
import { textsOf, stated, type Block } from './block.js';
import { holdsIdentityCode } from '../../kernel/identity-codes-in-text.js';
import { letterBlocks } from './letter-blocks.js';
import type { LetterDraft } from './letter-draft.js';
import type { LetterLanguage } from './letter-language.js';
import { letterIncomplete, missingParts, requiredParts } from './missing-parts.js';
import { INTERNAL_PARTS } from './parts.js';
import { wordsOf } from './words/words-of.js';

/**
 * A letter as a tagged PDF (A4, PDF/UA-1, fonts inside) in `language`. Throws `letter-incomplete` with the `parts` that it
 * lacks (GDPR art. 12(4); domain.md §3), `letter-holds-identity-code` where a personal identity code stands in it
 * (Data Protection Act §29), and `letter-unwritable` for a character that cannot be printed.
 */
export async function letterPdf(draft: LetterDraft, language: LetterLanguage): Promise<Buffer> {
  const blocks = letterIn(draft, language);
  const words = wordsOf(language);
  const paper = new TaggedPaper({
    title: titleOf(words.titles[draft.kind], draft.reference),
    locale: words.locale,
    madeAt: startOfDay(stated(draft.writtenOn, 'written-on')),
  });
  for (const block of blocks) draw(block, paper);
  return paper.finish((page, pages) => `${words.reference} ${draft.reference ?? ''}   ${words.page(page, pages)}`);
}

/** pdfkit writes the title into XML as it is. */
function titleOf(kind: string, reference: string | null): string {
  return `${kind}, ${reference ?? ''}`.replace(/[<>&]/g, ' ');
}

/** What the letter says. Throws as {@link letterPdf} does. */
export function letterIn(draft: LetterDraft, language: LetterLanguage): Block[] {
  const missing = missingParts(draft);
  if (missing.length > 0) throw letterIncomplete(missing);
  const blocks = letterBlocks(draft, language).map(asPrinted);
  assertWhole(draft, blocks);
  if (textsOf(blocks).some(holdsIdentityCode)) throw holdsCode();
  return blocks;
}

/** The template's own duty: what the kind of letter must say stands in a block that says something. Throws `letter-incomplete`. */
export function assertWhole(draft: LetterDraft, blocks: readonly Block[]): void {
  const said = new Set(blocks.filter(saysSomething).flatMap(({ parts }) => parts));
  const absent = requiredParts(draft).filter(part => !said.has(part) && !INTERNAL_PARTS.includes(part));
  if (absent.length > 0) throw letterIncomplete(absent);
}

function saysSomething(block: Block): boolean {
  const texts = textsOf([block]);
  return texts.length > 0 && texts.every(text => text.trim() !== '');
}

function asPrinted(block: Block): Block {
  return block.mark === 'L' ? { ...block, items: block.items.map(printed) } : { ...block, text: printed(block.text) };
}

function draw(block: Block, paper: TaggedPaper): void {
  if (block.mark === 'L') paper.list(block.items);
  else paper.text(block.mark, block.text);
}

function holdsCode(): DomainError {
  return new DomainError(
    'unprocessable',
    'letter-holds-identity-code',
    'A personal identity code stands in the letter: leave it out.',
  );
}
