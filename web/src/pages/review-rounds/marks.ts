import type { InfiniteData } from '@tanstack/react-query';
import type { NewMark, Page, ReviewItem } from '../../api/types.js';

type Item = Pick<ReviewItem, 'event'>;
type Mark = ReviewItem['marks'][number];

/** The same pages of items with one mark more, which comes last and therefore counts. */
export function withMark<I extends Pick<ReviewItem, 'eventId' | 'marks'>>(
  data: InfiniteData<Page<I>>,
  { eventId, mark, text }: Pick<NewMark, 'eventId' | 'mark' | 'text'>,
  made: Pick<Mark, 'id' | 'markedBy' | 'markedAt'>,
): InfiniteData<Page<I>> {
  const added: Mark = { ...made, mark, text: text ?? null };
  const items = (page: Page<I>) =>
    page.items.map(item => (item.eventId === eventId ? { ...item, marks: [...item.marks, added] } : item));
  return { ...data, pages: data.pages.map(page => ({ ...page, items: items(page) })) };
}

/**
 * What keeps a person from marking an item: `own`, what they did or what was done for them, and `pruned`, what the log no
 * longer holds. null: nothing does.
 */
export function hindranceOf({ event }: Item, myId: string): 'own' | 'pruned' | null {
  if (event === null) return 'pruned';
  const isOwn = event.actor.id === myId || event.concernsStaffId === myId;
  return isOwn ? 'own' : null;
}
