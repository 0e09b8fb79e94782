import { useTranslation } from 'react-i18next';
import { useFormat } from '../../ui/format/use-format.js';
import { useStaffNames } from '../staff/use-staff-names.js';
import { useEventWords } from './event-words.js';
import { filtersInForce, type LogAddress } from './log-filters.js';

/** The names of the log's filters, and what is chosen in words. */
export function useFilterWords() {
  const { t } = useTranslation();
  const format = useFormat();
  const words = useEventWords();
  const { nameOf } = useStaffNames();
  const names: Readonly<Record<keyof LogAddress, string>> = {
    from: t('fields.from'),
    to: t('fields.to'),
    staff: t('log.who'),
    action: t('log.what'),
    outcome: t('log.outcome'),
    purpose: t('log.purpose'),
    callOn: t('log.callOn'),
    queue: t('fields.queue'),
    agent: t('log.agent'),
    concerns: t('log.concernsWhom'),
    recording: t('fields.recording'),
    contact: t('fields.contact'),
    session: t('fields.session'),
  };
  const wording: Partial<Record<keyof LogAddress, (value: string) => string>> = {
    from: format.day,
    to: format.day,
    callOn: format.day,
    staff: nameOf,
    agent: nameOf,
    concerns: nameOf,
    action: action => words.action({ action, facts: {} }),
    outcome: words.outcome,
    purpose: words.purpose,
  };
  return {
    names,
    /** The filters in force: each its name and what is chosen. */
    inForce: (filters: LogAddress) =>
      filtersInForce(filters).map(name => ({
        name: names[name],
        value: wording[name]?.(filters[name]) ?? filters[name],
      })),
  };
}
