import { useTranslation } from 'react-i18next';
import type { Certificate } from '../../api/types.js';
import { Fact, Facts } from '../../ui/facts.js';
import { useFormat } from '../../ui/format/use-format.js';
import { CertifiedHolds } from './certified-holds.js';
import { useRuleText } from './use-rule-text.js';

/** What a certificate states; nothing in it is personal. */
export function CertificateFacts({ certificate }: { readonly certificate: Certificate }) {
  const { t } = useTranslation();
  const format = useFormat();
  const ruleText = useRuleText();
  const { unitKind, unitId, callOn, queue, reason, ground, rule, ordinaryDueOn, dueOn } = certificate;
  return (
    <Facts>
      <Fact name={t('retention.unit')}>
        {t(`unitKinds.${unitKind}`)} <code>{unitId}</code>
      </Fact>
      {callOn === null ? null : <Fact name={t('retention.callOn')}>{format.day(callOn)}</Fact>}
      {queue === '' ? null : <Fact name={t('fields.queue')}>{queue}</Fact>}
      <Fact name={t('certificates.reason')}>
        {t(`certificates.reasons.${reason}`)}
        {ground === null ? null : <small>{t(`erasures.grounds.${ground}`)}</small>}
      </Fact>
      <Fact name={t('rules.title')}>{ruleText(rule)}</Fact>
      {ordinaryDueOn === null ? null : <Fact name={t('certificates.ordinaryDueOn')}>{format.day(ordinaryDueOn)}</Fact>}
      <Fact name={t('recordings.dueOn')}>{format.day(dueOn)}</Fact>
      <CertifiedHolds holds={certificate.holds} />
      <Destroyed certificate={certificate} />
      <Evidence certificate={certificate} />
    </Facts>
  );
}

/** When it was gone, when that is final, and what of it is elsewhere. */
function Destroyed({ certificate }: { readonly certificate: Certificate }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { keyDestroyedAt, blobAbsentAt, finalOn, notCovered } = certificate;
  return (
    <>
      <Fact name={t('retention.keyDestroyedAt')}>{format.dateTimeExact(keyDestroyedAt)}</Fact>
      <Fact name={t('retention.blobAbsentAt')}>
        {blobAbsentAt === null ? t('retention.blobPending') : format.dateTimeExact(blobAbsentAt)}
      </Fact>
      <Fact name={t('certificates.finalOn')}>
        {finalOn === null ? t('certificates.finalLater') : format.day(finalOn)}
        <small>{t('certificates.finalText')}</small>
      </Fact>
      {notCovered === null ? null : (
        <Fact name={t('certificates.notCovered')}>
          {t('certificates.sourceCopy', { source: notCovered.source })}
          <small>
            {notCovered.sourceKeepsDays === null
              ? t('certificates.sourceSaysNothing')
              : t('certificates.sourceKeeps', { count: notCovered.sourceKeepsDays })}
          </small>
        </Fact>
      )}
    </>
  );
}

/** Where the log tells of it, and the hash that the run's root is made of. */
function Evidence({ certificate: { event, issuedAt, sha256 } }: { readonly certificate: Certificate }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <>
      <Fact name={t('certificates.issuedAt')}>{format.dateTimeExact(issuedAt)}</Fact>
      <Fact name={t('certificates.logIndex')}>{event?.leafIndex ?? t('certificates.notInLog')}</Fact>
      <Fact name={t('certificates.hash')}>
        <code>{sha256}</code>
      </Fact>
    </>
  );
}
