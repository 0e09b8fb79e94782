const ROWS = '.data-table--linked tbody th[scope="row"] > a';

/** The keys of a list. */
export const ROW_KEYS = {
  j: () => {
    moveAmongRows(1);
  },
  k: () => {
    moveAmongRows(-1);
  },
};

/** Moves the focus among the links of the rows: from the one that has it, otherwise to the first that is on the screen. */
export function moveAmongRows(step: 1 | -1): void {
  const rows = [...document.querySelectorAll<HTMLElement>(ROWS)];
  const row = document.activeElement?.closest('tr');
  const now = row ? rows.findIndex(link => row.contains(link)) : -1;
  const next = now === -1 ? rows.find(isOnScreen) : rows[now + step];
  // After the last row comes the button for more, where there is one.
  const target = next ?? (step === 1 ? document.querySelector<HTMLElement>('.list-view__foot button') : null);
  target?.focus({ preventScroll: true });
  target?.scrollIntoView({ block: 'nearest' });
}

function isOnScreen(element: HTMLElement): boolean {
  return element.getBoundingClientRect().top >= 0;
}
