import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { may, useMe } from '../../app/session/me.js';
import type { HoldDetails } from '../../api/types.js';
import { Fact, Facts } from '../../ui/facts.js';
import { useFormat } from '../../ui/format/use-format.js';
import { HoldLastDay } from './hold-last-day.js';
import { HoldReviews } from './hold-reviews.js';
import { HoldStateTags } from './hold-state-tags.js';

/** A hold in full, with what people wrote. */
export function HoldFacts({ hold, onLeave }: { readonly hold: HoldDetails; readonly onLeave: () => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { kind, reference, requesterName, requestedAt, necessity, reviewOn, continues } = hold;
  return (
    <Facts>
      <Fact name={t('holds.call')}>
        <Call hold={hold} onLeave={onLeave} />
      </Fact>
      <Fact name={t('holds.kind')}>
        {t(`holds.kinds.${kind}`)} <code>{reference}</code>
      </Fact>
      <Fact name={t('holds.state')}>
        <HoldStateTags hold={hold} />
        {continues === null ? null : <small>{t('holds.continues')}</small>}
      </Fact>
      <Fact name={t('fields.necessity')}>{necessity ?? <em>{t('holds.textLost')}</em>}</Fact>
      <Fact name={t('holds.requestedBy')}>
        {t('holds.byAt', { name: requesterName ?? t('holds.nobody'), at: format.dateTime(requestedAt) })}
      </Fact>
      <Fact name={t(hold.state === 'requested' ? 'holds.wantedUntil' : 'holds.until')}>
        <HoldLastDay hold={hold} />
      </Fact>
      <Fact name={t('fields.reviewOn')}>{format.day(reviewOn)}</Fact>
      <Outcome hold={hold} />
      <HoldReviews reviews={hold.reviews} />
    </Facts>
  );
}

function Call({ hold: { recordingId, call }, onLeave }: { readonly hold: HoldDetails; readonly onLeave: () => void }) {
  const me = useMe();
  const format = useFormat();
  const when = format.dateTime(call.startedAt);
  return (
    <>
      {may(me, 'read', 'Recording') ? (
        <Link to={`/recordings/${recordingId}`} onClick={onLeave}>
          {when}
        </Link>
      ) : (
        when
      )}
      <small>{`${call.queue} · ${call.unit}`}</small>
    </>
  );
}

/** Who decided and who ended it, where somebody has; of a refusal the two are one. */
function Outcome({ hold }: { readonly hold: HoldDetails }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { state, decidedAt, deciderName, endedAt, enderName, endReason } = hold;
  const nobody = t('holds.nobody');
  return (
    <>
      {decidedAt === null ? null : (
        <Fact name={t('holds.decidedBy')}>
          {t('holds.byAt', { name: deciderName ?? nobody, at: format.dateTime(decidedAt) })}
        </Fact>
      )}
      {endedAt === null || state === 'refused' ? null : (
        <Fact name={t('holds.endedBy')}>
          {t('holds.byAt', { name: enderName ?? t('holds.byItself'), at: format.dateTime(endedAt) })}
        </Fact>
      )}
      {state === 'refused' || state === 'released' ? (
        <Fact name={t('fields.reason')}>{endReason ?? <em>{t('holds.textLost')}</em>}</Fact>
      ) : null}
    </>
  );
}
