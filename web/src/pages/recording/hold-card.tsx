import { useTranslation } from 'react-i18next';
import type { Hold, HoldAct } from '../../api/types.js';
import { Fact, Facts } from '../../ui/facts.js';
import { useFormat } from '../../ui/format/use-format.js';
import { RowButton } from '../../ui/row-button.js';
import { ActButtons } from '../holds/act-buttons.js';
import { HoldLastDay } from '../holds/hold-last-day.js';
import { HoldStateTags } from '../holds/hold-state-tags.js';

interface HoldCardProps {
  readonly hold: Hold;
  /** Without an act: to read why. */
  readonly onOpen: (act?: HoldAct) => void;
}

/** One hold of a recording, without what people wrote. */
export function HoldCard({ hold, onOpen }: HoldCardProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const { kind, reference, requesterName, requestedAt, reviewOn, state } = hold;
  const isRunning = state === 'requested' || state === 'active';
  return (
    <div className="hold-card">
      <div className="hold-card__head">
        <strong>{`${t(`holds.kinds.${kind}`)} ${reference}`}</strong>
        <HoldStateTags hold={hold} />
      </div>
      <Facts>
        <Fact name={t(hold.state === 'requested' ? 'holds.wantedUntil' : 'holds.until')}>
          <HoldLastDay hold={hold} />
        </Fact>
        {isRunning ? <Fact name={t('fields.reviewOn')}>{format.day(reviewOn)}</Fact> : null}
        <Fact name={t('holds.requestedBy')}>
          {t('holds.byAt', { name: requesterName ?? t('holds.nobody'), at: format.dateTime(requestedAt) })}
        </Fact>
      </Facts>
      <div className="form__buttons no-print">
        <ActButtons hold={hold} onChoose={onOpen} />
        <RowButton
          act={t('holds.why')}
          about={reference}
          onClick={() => {
            onOpen();
          }}
        />
      </div>
    </div>
  );
}
