import type { ReactNode } from 'react';
import './tag.css';

interface TagProps {
  readonly tone?: 'neutral' | 'info' | 'warning' | 'alert' | 'success';
  readonly children: ReactNode;
}

/** A short state in words; the colour only supports it. */
export function Tag({ tone = 'neutral', children }: TagProps) {
  return <span className={`tag tag--${tone}`}>{children}</span>;
}
