import { useTranslation } from 'react-i18next';
import { useFormat } from '../../ui/format/use-format.js';
import type { Grouping } from './study-address.js';

/** A Monday, from which on the days of the week are named. */
const A_WEEK = ['2026-11-23', '2026-11-24', '2026-11-25', '2026-11-26', '2026-11-27', '2026-11-28', '2026-11-29'];

/** The name of a group by its key. */
export function useGroupWords(group: Grouping): (key: string) => string {
  const { t } = useTranslation();
  const format = useFormat();
  return key => {
    if (key === '') return t('studies.notTold');
    switch (group) {
      case 'day':
        return format.day(key);
      case 'week':
        return t('studies.weekOf', { day: format.day(key) });
      case 'month':
        return format.month(key);
      case 'weekday':
        return format.weekdayOf(A_WEEK[Number(key) - 1] ?? '');
      case 'hour':
        return t('studies.hour', { hour: key });
      case 'queue':
      case 'unit':
        return key;
    }
  };
}
