import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { CaseRecording, CaseRedaction } from '../../../api/types.js';
import { DataTable, type Column } from '../../../ui/data-table.js';
import { duration } from '../../../ui/format/duration.js';
import { useFormat } from '../../../ui/format/use-format.js';
import { Loading } from '../../../ui/loading.js';
import { Panel } from '../../../ui/panel.js';
import { ProblemNotice } from '../../../ui/problem-notice.js';
import { Tag } from '../../../ui/tag.js';
import { useCase } from '../case-in-view.js';
import { useCaseRecordings } from '../recordings/use-case-recordings.js';
import { useRedactions } from './use-redactions.js';
import { copyState, versionsOf } from './versions.js';

const TONES = {
  none: 'neutral',
  draft: 'info',
  rendered: 'warning',
  approved: 'success',
  rejected: 'neutral',
} as const;

/** The recordings of a case that are taken up, and how the redacted copy of each stands. */
export function CopiesView() {
  const { t } = useTranslation();
  const { rightsCase } = useCase();
  const recordings = useCaseRecordings(rightsCase.id);
  const redactions = useRedactions(rightsCase.id);
  const included = recordings.items.filter(({ state }) => state === 'included');
  const columns = useCopyColumns(rightsCase.id, redactions.data?.items ?? []);
  return (
    <Panel title={t('rights.copies.title')}>
      <p>{t('rights.copies.lead')}</p>
      {recordings.isPending || redactions.isPending ? <Loading /> : null}
      <ProblemNotice error={recordings.error ?? redactions.error} />
      {recordings.isPending || included.length > 0 ? null : <p>{t('rights.copies.none')}</p>}
      {included.length === 0 ? null : (
        <DataTable
          caption={t('rights.copies.caption')}
          columns={columns}
          rows={included}
          idOf={({ recordingId }) => recordingId}
          linked
        />
      )}
    </Panel>
  );
}

function useCopyColumns(caseId: string, redactions: readonly CaseRedaction[]): Column<CaseRecording>[] {
  const { t } = useTranslation();
  const format = useFormat();
  return [
    {
      id: 'call',
      header: t('holds.call'),
      rowHeader: true,
      cell: ({ recordingId, call, callOn, queue }) => (
        <>
          <Link to={`/rights-requests/${caseId}/copies/${recordingId}`}>
            {call === null ? format.day(callOn) : format.dateTime(call.startedAt)}
          </Link>
          <small>{[queue, call && duration(call.durationMs)].filter(Boolean).join(' · ')}</small>
        </>
      ),
    },
    {
      id: 'decision',
      header: t('rights.recordings.assessment'),
      cell: ({ assessment }) =>
        assessment === null
          ? t('rights.recordings.notAssessed')
          : t(`rights.recordings.decisions.${assessment.decision}`),
    },
    {
      id: 'state',
      header: t('rights.copies.state'),
      cell: ({ recordingId }) => {
        const [newest] = versionsOf(redactions, recordingId);
        const state = copyState(versionsOf(redactions, recordingId));
        return (
          <>
            <Tag tone={TONES[state]}>{t(`rights.copies.states.${state}`)}</Tag>
            {newest ? <small>{t('rights.copies.version', { version: newest.version })}</small> : null}
          </>
        );
      },
    },
  ];
}
