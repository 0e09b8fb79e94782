import type { Day } from '../../kernel/calendar.js';
import { letterIncomplete } from './missing-parts.js';
import type { Part } from './parts.js';
import type { LetterWords } from './words/letter-words.js';

/** A paragraph, a heading or a list of a letter, and the mandatory parts that it says. A text may have line breaks. */
export type Block =
  | { readonly mark: 'H1' | 'H2' | 'P'; readonly text: string; readonly parts: readonly Part[] }
  | { readonly mark: 'L'; readonly items: readonly string[]; readonly parts: readonly Part[] };

/** What the blocks of a letter are written with. */
export interface Writing {
  readonly words: LetterWords;
  /** A day as people write it out. */
  readonly day: (day: Day) => string;
}

export function heading(text: string): Block {
  return { mark: 'H2', text, parts: [] };
}

export function paragraph(text: string, ...parts: Part[]): Block {
  return { mark: 'P', text, parts };
}

export function list(items: readonly string[], ...parts: Part[]): Block {
  return { mark: 'L', items, parts };
}

/** `value`, for a part that must be stated. Throws `letter-incomplete` where the draft has none. */
export function stated<T>(value: T | null | undefined, part: Part): T {
  if (value === null || value === undefined) throw letterIncomplete([part]);
  return value;
}

/** All words of `blocks`, a line each. */
export function textsOf(blocks: readonly Block[]): string[] {
  return blocks.flatMap(block => (block.mark === 'L' ? block.items : [block.text]));
}
