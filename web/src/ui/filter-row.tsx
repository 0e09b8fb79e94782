import type { ReactNode } from 'react';
import './filter-panel.css';

/** Filters above a list that count as soon as they are chosen. */
export function FilterRow({ children }: { readonly children: ReactNode }) {
  return <div className="filters no-print">{children}</div>;
}
