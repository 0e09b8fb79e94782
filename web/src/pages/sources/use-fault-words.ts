import { useTranslation } from 'react-i18next';
import { faultPlace } from './fault-place.js';

/** Those of the server's src/recordings/ingest/formats/faults.ts, and `external-url` of vcon-audio.ts beside it: keep in step. */
const FAULTS = [
  ...['missing', 'invalid', 'unknown-field', 'other-source', 'not-a-time', 'skipped-hour', 'not-a-duration'],
  ...['not-a-number', 'unlisted', 'looks-like-number', 'twice', 'partial', 'hash-mismatch', 'unknown-hash'],
  'external-url',
] as const;

/** What is wrong with a field, in words; what the client does not know is shown as the server names it. */
export function useFaultWords(): (fault: string) => string {
  const { t } = useTranslation();
  return fault => {
    const [first = '', second] = fault.split(':');
    const what = FAULTS.find(one => one === (second ?? first));
    if (!what) return fault;
    if (second === undefined) return t(`sources.faults.${what}`);
    const place = faultPlace(first);
    return `${place ? t(place) : first}: ${t(`sources.faults.${what}`)}`;
  };
}
