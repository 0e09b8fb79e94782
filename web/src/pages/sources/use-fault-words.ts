import { useTranslation } from 'react-i18next';
import { MAPPED_FIELDS } from './source-draft.js';

const FAULTS = [
  ...['missing', 'invalid', 'unknown-field', 'other-source', 'not-a-time', 'skipped-hour', 'not-a-duration'],
  ...['unlisted', 'looks-like-number', 'twice', 'partial', 'hash-mismatch', 'unknown-hash', 'external-url'],
] as const;

/** What is wrong with a field, in words; what the client does not know is shown as the server names it. */
export function useFaultWords(): (fault: string) => string {
  const { t } = useTranslation();
  return fault => {
    const [first = '', second] = fault.split(':');
    const what = FAULTS.find(one => one === (second ?? first));
    const field = MAPPED_FIELDS.find(one => one === first);
    if (!what) return fault;
    const where = field ? t(`sources.fields.${field}`) : first;
    return second === undefined ? t(`sources.faults.${what}`) : `${where}: ${t(`sources.faults.${what}`)}`;
  };
}
