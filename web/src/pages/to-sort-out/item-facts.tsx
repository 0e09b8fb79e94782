import { useTranslation } from 'react-i18next';
import type { QuarantinedDetails } from '../../api/types.js';
import { Fact, Facts } from '../../ui/facts.js';
import { phone } from '../../ui/format/phone.js';
import { useFormat } from '../../ui/format/use-format.js';
import { Audio } from './use-item-columns.js';

/** Why an item waits and what it says of its call; of the caller only which fields there are. */
export function ItemFacts({ item }: { readonly item: QuarantinedDetails }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { reason, source, externalId, receivedAt, dueOn, audio, call, document } = item;
  return (
    <Facts>
      <Fact name={t('toSortOut.reason')}>{t(`toSortOut.reasons.${reason}`)}</Fact>
      <Fact name={t('recording.source')}>
        {source}
        <small>{externalId}</small>
      </Fact>
      <Fact name={t('toSortOut.receivedAt')}>{format.dateTime(receivedAt)}</Fact>
      <Fact name={t('recordings.dueOn')}>{format.day(dueOn)}</Fact>
      <Fact name={t('recording.audio')}>
        <Audio audio={audio} />
        {audio === null ? null : <small>{t('toSortOut.notHeard')}</small>}
      </Fact>
      {document === null ? null : <Fact name={t('toSortOut.document')}>{document.format}</Fact>}
      {call === null ? <Fact name={t('holds.call')}>{t('toSortOut.callUnknown')}</Fact> : <CallFacts call={call} />}
    </Facts>
  );
}

function CallFacts({ call }: { readonly call: NonNullable<QuarantinedDetails['call']> }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { direction, startedAt, endedAt, queue, unit, agent, notice, caller, ticket } = call;
  const told = notice === null ? 'unknown' : notice.played ? 'played' : 'notPlayed';
  return (
    <>
      <Fact name={t('recording.direction')}>{t(`directions.${direction}`)}</Fact>
      <Fact name={t('recordings.startedAt')}>{format.dateTime(startedAt)}</Fact>
      <Fact name={t('recording.endedAt')}>{format.dateTime(endedAt)}</Fact>
      <Fact name={t('fields.queue')}>{[queue, unit].filter(Boolean).join(' · ')}</Fact>
      <Fact name={t('recordings.agent')}>{agent.name}</Fact>
      <Fact name={t('recording.notice')}>{t(`toSortOut.notice.${told}`)}</Fact>
      {ticket === null ? null : <Fact name={t('fields.ticket')}>{ticket}</Fact>}
      {caller === null ? null : (
        <Fact name={t('recordings.caller')}>
          {t(`categories.${caller.category}`)}
          {(['name', 'phone', 'email', 'organisation', 'personalIdentityCode'] as const).map(field =>
            caller[field] === null ? null : (
              <small key={field}>
                {`${t(`fields.${field}`)}: ${field === 'phone' ? phone(caller[field]) : caller[field]}`}
              </small>
            ),
          )}
        </Fact>
      )}
    </>
  );
}
