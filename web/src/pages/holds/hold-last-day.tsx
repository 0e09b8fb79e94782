import { useTranslation } from 'react-i18next';
import type { Hold } from '../../api/types.js';
import { useFormat } from '../../ui/format/use-format.js';

/** Until when a hold keeps its recording; of one that waits, also the day that is asked for. */
export function HoldLastDay({ hold: { state, inForce, until, wantedUntil } }: { readonly hold: Hold }) {
  const { t } = useTranslation();
  const format = useFormat();
  if (state !== 'requested') return format.day(until);
  const day = format.day(until);
  return (
    <>
      {format.day(wantedUntil)}
      <small>{inForce ? t('holds.protectedUntil', { day }) : t('holds.waitsUntil', { day })}</small>
    </>
  );
}
