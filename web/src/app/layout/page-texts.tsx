import { use, useEffect, type ReactNode } from 'react';
import { useLocation } from 'react-router';
import { useLanguage } from '../../ui/format/use-format.js';
import { restOfTexts } from '../i18n.js';

/** What a slow line brings first: these have their texts at once (`scripts/texts-in-parts.mjs`). */
const OPENED_FIRST: readonly string[] = ['/', '/recordings'];
const SOON_MS = 2_000;

/** Stands before every page until its texts are there; those of the pages that are opened first come with the client. */
export function PageTexts({ children }: { readonly children: ReactNode }) {
  const language = useLanguage();
  const { pathname } = useLocation();
  const isFirst = OPENED_FIRST.includes(pathname);
  if (!isFirst) use(restOfTexts(language));
  useEffect(() => {
    if (!isFirst) return;
    const timer = setTimeout(() => {
      restOfTexts(language).catch(() => undefined); // tried again when a page needs them
    }, SOON_MS);
    return () => {
      clearTimeout(timer);
    };
  }, [isFirst, language]);
  return children;
}
