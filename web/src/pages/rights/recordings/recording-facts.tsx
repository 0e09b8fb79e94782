import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { CaseRecording } from '../../../api/types.js';
import { Fact, Facts } from '../../../ui/facts.js';
import { duration } from '../../../ui/format/duration.js';
import { useFormat } from '../../../ui/format/use-format.js';
import { Tag } from '../../../ui/tag.js';
import { Kept } from './use-recording-columns.js';

interface RecordingFactsProps {
  readonly recording: CaseRecording;
  readonly onLeave: () => void;
}

/** A recording of a case in full: its call, how it is of the person, and its assessment. */
export function RecordingFacts({ recording, onLeave }: RecordingFactsProps) {
  const { t } = useTranslation();
  const { recordingId, call, queue, readable, state, relation, triageReason, sentBack } = recording;
  return (
    <Facts>
      <Fact name={t('holds.call')}>
        {[queue, call?.unit, call?.agentName, call && duration(call.durationMs)].filter(Boolean).join(' · ')}
        {call?.restricted ? (
          <small>
            <Tag tone="warning">{t('states.restricted')}</Tag>
          </small>
        ) : null}
        {readable ? (
          <small>
            <Link to={`/recordings/${recordingId}`} onClick={onLeave}>
              {t('erasures.toRecording')}
            </Link>
          </small>
        ) : null}
      </Fact>
      <Fact name={t('rights.recordings.kept')}>
        <Kept recording={recording} />
      </Fact>
      <Fact name={t('rights.recordings.state')}>
        {t(`rights.recordings.states.${state}`)}
        {relation === null ? null : <small>{t(`rights.recordings.relations.${relation}`)}</small>}
        {triageReason === null ? null : <small>{triageReason}</small>}
      </Fact>
      {sentBack === null ? null : <Fact name={t('rights.sentBack')}>{sentBack}</Fact>}
      <AssessmentFacts recording={recording} />
    </Facts>
  );
}

function AssessmentFacts({ recording: { assessment } }: Pick<RecordingFactsProps, 'recording'>) {
  const { t } = useTranslation();
  const format = useFormat();
  if (assessment === null) return null;
  const { whose, decision, ground, reasons, assessorName, assessedAt, confirmerName, confirmedAt } = assessment;
  const nobody = t('holds.nobody');
  return (
    <>
      <Fact name={t('rights.recordings.whose')}>
        {whose.map(one => t(`rights.recordings.whoseData.${one}`)).join(', ')}
        {assessment.forwardToCustomer ? <small>{t('rights.recordings.forward')}</small> : null}
      </Fact>
      <Fact name={t('rights.recordings.assessment')}>
        {t(`rights.recordings.decisions.${decision}`)}
        <small>{t('holds.byAt', { name: assessorName ?? nobody, at: format.dateTime(assessedAt) })}</small>
      </Fact>
      {ground === null ? null : (
        <Fact name={t('fields.ground')}>
          {t(`rights.grounds.${ground}`)}
          {reasons === null ? null : <small>{reasons}</small>}
        </Fact>
      )}
      <Fact name={t('rights.secondPerson')}>
        {confirmedAt === null
          ? t('rights.waitsForSecond')
          : t('holds.byAt', { name: confirmerName ?? nobody, at: format.dateTime(confirmedAt) })}
      </Fact>
    </>
  );
}
