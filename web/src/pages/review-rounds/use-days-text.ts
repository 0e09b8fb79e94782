import type { ReviewRound } from '../../api/types.js';
import { useFormat } from '../../ui/format/use-format.js';

/** The days of a round, such as `1.8.2026–31.8.2026`. */
export function useDaysText(): (round: Pick<ReviewRound, 'fromOn' | 'toOn'>) => string {
  const format = useFormat();
  return ({ fromOn, toOn }) => {
    if (fromOn === toOn) return format.day(fromOn);
    return `${format.day(fromOn)} – ${format.day(toOn)}`;
  };
}
