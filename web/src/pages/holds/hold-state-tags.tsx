import { useTranslation } from 'react-i18next';
import type { Hold } from '../../api/types.js';
import { Tag } from '../../ui/tag.js';

const TONES = {
  requested: 'info',
  active: 'success',
  refused: 'neutral',
  lapsed: 'neutral',
  ended: 'neutral',
  released: 'neutral',
} as const;

/** How a hold stands, and what somebody should look at. */
export function HoldStateTags({ hold }: { readonly hold: Hold }) {
  const { t } = useTranslation();
  const { state, inForce, overdue } = hold;
  return (
    <span className="tags">
      <Tag tone={TONES[state]}>{t(`holds.states.${state}`)}</Tag>
      {state === 'requested' && !inForce ? <Tag tone="warning">{t('holds.notProtected')}</Tag> : null}
      {overdue ? <Tag tone="warning">{t('holds.overdue')}</Tag> : null}
    </span>
  );
}
