import { useTranslation } from 'react-i18next';
import type { ErasureState } from '../../api/types.js';
import { Tag } from '../../ui/tag.js';

const TONES = {
  requested: 'info',
  refused: 'neutral',
  withdrawn: 'neutral',
  lapsed: 'neutral',
  'under-way': 'warning',
  completed: 'success',
} as const;

/** What has become of an erasure. */
export function ErasureStateTag({ state }: { readonly state: ErasureState }) {
  const { t } = useTranslation();
  return <Tag tone={TONES[state]}>{t(`erasures.states.${state}`)}</Tag>;
}
