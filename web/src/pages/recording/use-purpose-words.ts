import { useTranslation } from 'react-i18next';
import type { StatedPurpose } from './purpose-rules.js';

/** A stated purpose in words, with its reference. */
export function usePurposeWords(): (stated: StatedPurpose) => string {
  const { t } = useTranslation();
  return ({ purpose, reference }) => [t(`purposes.${purpose}.name`), reference].filter(Boolean).join(', ');
}
