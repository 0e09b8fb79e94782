import { useTranslation } from 'react-i18next';
import type fi from '../../locales/fi.json';

type DetailKey = `rights.detail.${keyof typeof fi.rights.detail}`;

/** The words for the names of what a journal entry says, part by part of a path; a name without words is shown as it is. */
export function useDetailNames(): (path: string) => string {
  const { t, i18n } = useTranslation();
  return path =>
    path
      .split('.')
      .map(name => (i18n.exists(`rights.detail.${name}`) ? t(`rights.detail.${name}` as DetailKey) : name)) // exists() has looked
      .join(' · ');
}
