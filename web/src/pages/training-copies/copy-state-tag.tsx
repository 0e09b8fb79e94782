import { useTranslation } from 'react-i18next';
import type { TrainingCopyState } from '../../api/types.js';
import { Tag } from '../../ui/tag.js';

const TONES = {
  requested: 'info',
  made: 'success',
  refused: 'neutral',
  released: 'neutral',
  lapsed: 'neutral',
  over: 'neutral',
} as const;

/** What has become of a training copy. */
export function CopyStateTag({ state }: { readonly state: TrainingCopyState }) {
  const { t } = useTranslation();
  return <Tag tone={TONES[state]}>{t(`copies.states.${state}`)}</Tag>;
}
