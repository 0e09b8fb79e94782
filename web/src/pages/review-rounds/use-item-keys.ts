import type { KeyboardEvent, RefObject } from 'react';

/** The ways to mark an item. */
export interface Acts {
  /** null: it is marked so already. */
  readonly inOrder: (() => void) | null;
  readonly finding: () => void;
}

/**
 * Keys of a list of items that carry `data-item`: arrows go from one to the next, `1` marks in order, `2` records a finding. They
 * work only while the focus is in an item (WCAG 2.1.4), and not with a modifier key, which belongs to the browser.
 */
export function useItemKeys(list: RefObject<HTMLElement | null>) {
  function step(id: string, by: 1 | -1): boolean {
    const all = [...(list.current?.querySelectorAll<HTMLElement>('[data-item]') ?? [])];
    const next = all[all.findIndex(element => element.dataset['item'] === id) + by];
    next?.focus();
    return next !== undefined;
  }

  function to(id: string): void {
    list.current?.querySelector<HTMLElement>(`[data-item="${id}"]`)?.focus();
  }

  return {
    to,
    /** Gives the focus to the item after `id`, or to the item itself when it is the last. */
    toNext: (id: string): void => {
      if (!step(id, 1)) to(id);
    },
    onKeyDown: (id: string, acts: Acts | null) => (event: KeyboardEvent) => {
      if (event.ctrlKey || event.altKey || event.metaKey || event.shiftKey) return;
      if (!isOfItem(event)) return;
      const byKey: Readonly<Record<string, (() => unknown) | null | undefined>> = {
        ArrowDown: () => step(id, 1),
        ArrowUp: () => step(id, -1),
        '1': acts?.inOrder,
        '2': acts?.finding,
      };
      const act = Object.hasOwn(byKey, event.key) ? byKey[event.key] : undefined;
      if (!act) return;
      event.preventDefault();
      act();
    },
  };
}

/** Keys in a form are typed; what is drawn elsewhere, as the list of a field, only belongs to the item in the eyes of React. */
function isOfItem({ currentTarget, target }: KeyboardEvent): boolean {
  return target instanceof Element && currentTarget.contains(target) && target.closest('form') === null;
}
