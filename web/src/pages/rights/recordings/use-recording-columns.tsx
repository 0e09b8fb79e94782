import { useTranslation } from 'react-i18next';
import type { CaseRecording } from '../../../api/types.js';
import type { Column } from '../../../ui/data-table.js';
import { duration } from '../../../ui/format/duration.js';
import { useFormat } from '../../../ui/format/use-format.js';
import { OpenButton } from '../../../ui/open-button.js';
import { Tag } from '../../../ui/tag.js';

const TONES = { candidate: 'warning', included: 'info', released: 'neutral' } as const;

/** The columns of the recordings of a case; `onOpen` shows one with what may be done about it. */
export function useRecordingColumns(onOpen: (recording: CaseRecording) => void): Column<CaseRecording>[] {
  const { t } = useTranslation();
  const format = useFormat();
  return [
    {
      id: 'call',
      header: t('holds.call'),
      rowHeader: true,
      cell: ({ call, callOn, queue }) => (
        <>
          {call === null ? format.day(callOn) : format.dateTime(call.startedAt)}
          <small>{[queue, call?.agentName, call && duration(call.durationMs)].filter(Boolean).join(' · ')}</small>
        </>
      ),
    },
    {
      id: 'state',
      header: t('rights.recordings.state'),
      cell: ({ state, relation }) => (
        <>
          <Tag tone={TONES[state]}>{t(`rights.recordings.states.${state}`)}</Tag>
          {relation === null ? null : <small>{t(`rights.recordings.relations.${relation}`)}</small>}
        </>
      ),
    },
    { id: 'kept', header: t('rights.recordings.kept'), cell: recording => <Kept recording={recording} /> },
    {
      id: 'assessment',
      header: t('rights.recordings.assessment'),
      cell: recording => <AssessmentState recording={recording} />,
    },
    {
      id: 'open',
      header: t('rights.actsHeader'),
      cell: recording => (
        <OpenButton
          about={recording.call === null ? format.day(recording.callOn) : format.dateTime(recording.call.startedAt)}
          onOpen={() => {
            onOpen(recording);
          }}
        />
      ),
    },
  ];
}

/** Until when it is kept for the case, or why it is not. */
export function Kept({ recording: { call, hold, holdRefusal, state } }: { readonly recording: CaseRecording }) {
  const { t } = useTranslation();
  const format = useFormat();
  if (call === null) return t('rights.recordings.gone');
  if (hold !== null) return t('rights.recordings.keptUntil', { day: format.day(hold.until) });
  return (
    <>
      {t('rights.recordings.ordinary', { day: format.day(call.dueOn) })}
      {holdRefusal === null || state === 'released' ? null : (
        <small>
          <Tag tone="alert">{t('rights.recordings.notHeld')}</Tag>
        </small>
      )}
    </>
  );
}

/** What was decided about giving a copy, and whether a second person has confirmed it. */
function AssessmentState({ recording: { assessment, sentBack, state } }: { readonly recording: CaseRecording }) {
  const { t } = useTranslation();
  if (state !== 'included') return null;
  if (assessment === null) return sentBack === null ? t('rights.recordings.notAssessed') : t('rights.sentBack');
  return (
    <>
      {t(`rights.recordings.decisions.${assessment.decision}`)}
      <small>{t(assessment.confirmedAt === null ? 'rights.waitsForSecond' : 'rights.confirmed')}</small>
    </>
  );
}
