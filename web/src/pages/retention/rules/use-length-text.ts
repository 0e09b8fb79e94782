import { useTranslation } from 'react-i18next';
import type { RetentionRule } from '../../../api/types.js';

/** How long a version keeps, in words. */
export function useLengthText(): (rule: Pick<RetentionRule, 'kind' | 'days' | 'months'>) => string {
  const { t } = useTranslation();
  return ({ kind, days, months }) =>
    kind === 'earlier-of'
      ? t('retentionRules.earlier-of', { days: String(days), months: String(months ?? '') })
      : t('retentionRules.days', { days: String(days) });
}
