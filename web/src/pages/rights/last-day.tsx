import { useTranslation } from 'react-i18next';
import type { RightsCaseItem } from '../../api/types.js';
import { dayOf } from '../../ui/format/helsinki.js';
import { useFormat } from '../../ui/format/use-format.js';
import { Tag } from '../../ui/tag.js';
import { daysLeft, toneOf } from './days-left.js';

type Dated = Pick<RightsCaseItem, 'lastOn' | 'lastOnWithoutStops' | 'state' | 'kind'>;

const ANSWERED: readonly RightsCaseItem['state'][] = ['answered', 'recipients-notified', 'closed'];

/** Until when a request is to be answered and how long that is; while the clock stands, the day that it would be without the stop. */
export function LastDay({ dated: { lastOn, lastOnWithoutStops, state, kind } }: { readonly dated: Dated }) {
  const { t } = useTranslation();
  const format = useFormat();
  if (kind === 'authority') return t('rights.noLastDay');
  if (lastOn === null) {
    return (
      <>
        {t('rights.stands')}
        <small>{t('rights.withoutStops', { day: format.day(lastOnWithoutStops) })}</small>
      </>
    );
  }
  return (
    <>
      {format.day(lastOn)}
      {ANSWERED.includes(state) ? null : (
        <small>
          <Left lastOn={lastOn} />
        </small>
      )}
    </>
  );
}

/** How many days are left until a day, or have passed since. */
function Left({ lastOn }: { readonly lastOn: string }) {
  const { t } = useTranslation();
  const left = daysLeft(lastOn, dayOf(new Date()));
  const words = left.which === 'today' ? t('rights.days.today') : t(`rights.days.${left.which}`, { count: left.days });
  const tone = toneOf(left);
  return tone === 'neutral' ? words : <Tag tone={tone}>{words}</Tag>;
}
