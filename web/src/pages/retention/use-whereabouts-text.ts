import { useTranslation } from 'react-i18next';
import type { Whereabouts } from '../../api/types.js';
import { useFormat } from '../../ui/format/use-format.js';

/** What became of a unit, or of the recordings of a day, in a sentence. */
export function useWhereaboutsText(): (found: Whereabouts) => string {
  const { t } = useTranslation();
  const format = useFormat();
  return ({ unit, day }) => (unit ? ofUnit(unit) : day ? ofDay(day) : '');

  function ofUnit(unit: NonNullable<Whereabouts['unit']>): string {
    switch (unit.outcome) {
      case 'kept':
        return t('whereabouts.kept', { day: format.day(unit.keptUntil) });
      case 'purged':
        return t('whereabouts.purged', { at: format.dateTime(unit.certificate.keyDestroyedAt) });
      case 'being-destroyed':
        return t('whereabouts.beingDestroyed');
      case 'never-here':
        return t('whereabouts.neverHere');
    }
  }

  function ofDay({ on, queue, kept, purged, beingDestroyed }: NonNullable<Whereabouts['day']>): string {
    const where = [format.day(on), queue].filter(Boolean).join(', ');
    const counts = [t('whereabouts.keptOfDay', { count: kept }), t('whereabouts.purgedOfDay', { count: purged })];
    if (beingDestroyed > 0) counts.push(t('whereabouts.beingDestroyedOfDay', { count: beingDestroyed }));
    return `${where}: ${kept + purged + beingDestroyed === 0 ? t('whereabouts.nothingOfDay') : counts.join(', ')}`;
  }
}
