import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { may, useMe } from '../../app/session/me.js';
import type { ErasureDetails } from '../../api/types.js';
import { Fact, Facts } from '../../ui/facts.js';
import { useFormat } from '../../ui/format/use-format.js';
import { ErasureStateTag } from './erasure-state-tag.js';

/** An erasure in full, with the reason that was given for it. */
export function ErasureFacts({ erasure, onLeave }: { readonly erasure: ErasureDetails; readonly onLeave: () => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { target, callOn, queue, unit, ground, reason, requesterName, requestedAt } = erasure;
  const { decidedAt, deciderName, finishedAt } = erasure;
  const nobody = t('holds.nobody');
  return (
    <Facts>
      <Fact name={t('erasures.target')}>
        {t(`erasures.targets.${target}`)}
        <small>{[format.day(callOn), queue, unit].join(' · ')}</small>
        <Way erasure={erasure} onLeave={onLeave} />
      </Fact>
      <Fact name={t('fields.ground')}>{t(`erasures.grounds.${ground}`)}</Fact>
      <Fact name={t('fields.reason')}>{reason ?? <em>{t('erasures.reasonGone')}</em>}</Fact>
      <Fact name={t('holds.requestedBy')}>
        {t('holds.byAt', { name: requesterName ?? nobody, at: format.dateTime(requestedAt) })}
      </Fact>
      <Fact name={t('holds.state')}>
        <ErasureStateTag state={erasure.state} />
      </Fact>
      {decidedAt === null ? null : (
        <Fact name={t('holds.decidedBy')}>
          {t('holds.byAt', { name: deciderName ?? nobody, at: format.dateTime(decidedAt) })}
        </Fact>
      )}
      {finishedAt === null ? null : <Fact name={t('erasures.finishedAt')}>{format.dateTime(finishedAt)}</Fact>}
    </Facts>
  );
}

/** The way to what is to be erased while it is there, and to its certificate afterwards. */
function Way({ erasure, onLeave }: { readonly erasure: ErasureDetails; readonly onLeave: () => void }) {
  const { t } = useTranslation();
  const me = useMe();
  const { state, target, targetId } = erasure;
  if (state === 'requested' && target === 'recording' && may(me, 'read', 'Recording')) {
    return (
      <Link to={`/recordings/${targetId}`} onClick={onLeave}>
        {t('erasures.toRecording')}
      </Link>
    );
  }
  if (state !== 'completed' || !may(me, 'read', 'Retention')) return null;
  return (
    <Link to={`/retention/certificates?id=${targetId}`} onClick={onLeave}>
      {t('erasures.toCertificate')}
    </Link>
  );
}
