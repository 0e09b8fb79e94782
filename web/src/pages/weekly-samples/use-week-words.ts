import { useTranslation } from 'react-i18next';
import { useFormat } from '../../ui/format/use-format.js';
import { lastDayOf } from './weeks.js';

/** Says a week by its first and last day. */
export function useWeekWords(): (week: string) => string {
  const { t } = useTranslation();
  const format = useFormat();
  return week => t('samples.weekOf', { from: format.day(week), to: format.day(lastDayOf(week)) });
}
