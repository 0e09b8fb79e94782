import { useTranslation } from 'react-i18next';
import type { DayFault } from './hold-days.js';

/** The sentences of wrong days. An empty one where nothing is wrong, as forms want it. */
export function useDayFaults(): (fault: DayFault | null) => string {
  const { t } = useTranslation();
  return fault => (fault === null ? '' : t(`holds.dayFaults.${fault}`));
}
