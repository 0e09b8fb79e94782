import { useSearchParams } from 'react-router';
import { dayOf } from '../../ui/format/helsinki.js';
import { addressOf, periodOf, type Period } from './period.js';

/** The period that stands in the address, and the ways to choose another one and to return to the usual one. */
export function usePeriod() {
  const [address, setAddress] = useSearchParams();
  return {
    period: periodOf(address, dayOf(new Date())),
    choose: (period: Period) => {
      setAddress(addressOf(period), { preventScrollReset: true });
    },
    clear: () => {
      setAddress({}, { preventScrollReset: true });
    },
  };
}
