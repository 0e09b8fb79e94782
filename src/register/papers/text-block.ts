/** A piece of a text about the register, in one language. Its `id` is the same in every language and version. */
export type TextBlock = { readonly id: string } & (
  | { readonly kind: 'heading' | 'paragraph'; readonly text: string }
  /** `language` is of what is quoted in another language than that of the text (ISO 639-1). */
  | { readonly kind: 'list'; readonly items: readonly string[]; readonly language?: string }
  | {
      readonly kind: 'table';
      readonly caption: string;
      readonly headers: readonly string[];
      readonly rows: readonly (readonly string[])[];
    }
);

export function heading(id: string, text: string): TextBlock {
  return { id, kind: 'heading', text };
}

export function paragraph(id: string, text: string): TextBlock {
  return { id, kind: 'paragraph', text };
}

export function list(id: string, items: readonly string[]): TextBlock {
  return { id, kind: 'list', items };
}

export function table(
  id: string,
  { caption, headers, rows }: Pick<TextBlock & { kind: 'table' }, 'caption' | 'headers' | 'rows'>,
): TextBlock {
  return { id, kind: 'table', caption, headers, rows };
}

/** Words as they were said, in the language in which they were said. */
export function quotation(id: string, language: string, words: string): TextBlock {
  return { id, kind: 'list', items: [words], language };
}

/** Blocks that are said only where there is something to say. */
export function where(condition: boolean, ...blocks: readonly TextBlock[]): readonly TextBlock[] {
  return condition ? blocks : [];
}

/** The block in words, a line each: what is compared, and what is searched. */
export function linesOf(block: TextBlock): readonly string[] {
  switch (block.kind) {
    case 'heading':
    case 'paragraph':
      return block.text.split('\n');
    case 'list':
      return block.items;
    case 'table':
      return [block.caption, ...[block.headers, ...block.rows].map(cells => cells.join(' | '))];
  }
}
