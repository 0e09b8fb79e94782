import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { Heading } from 'suomifi-ui-components';
import type { CaseRecording, CaseRedaction } from '../../../api/types.js';
import { useFormat } from '../../../ui/format/use-format.js';
import { Loading } from '../../../ui/loading.js';
import { ProblemNotice } from '../../../ui/problem-notice.js';
import { useCase } from '../case-in-view.js';
import { useCaseRecordings } from '../recordings/use-case-recordings.js';
import { BeginVersion } from './begin-version.js';
import { CopyReview } from './copy-review.js';
import { MarksEditor } from './marks-editor.js';
import { useRedactions } from './use-redactions.js';
import { mayBegin, versionsOf } from './versions.js';
import { Versions } from './versions-panel.js';
import './copies.css';

/** The redacted copy of one recording: its marks, the copy that was made of them, and its review. */
export function CopyPage() {
  const { t } = useTranslation();
  const { recordingId = '' } = useParams();
  const { rightsCase } = useCase();
  const recordings = useCaseRecordings(rightsCase.id);
  const redactions = useRedactions(rightsCase.id);
  const recording = recordings.items.find(one => one.recordingId === recordingId);
  return (
    <div className="stack">
      <Link to={`/rights-requests/${rightsCase.id}/copies`}>{t('rights.copies.back')}</Link>
      {recordings.isPending || redactions.isPending ? <Loading /> : null}
      <ProblemNotice error={recordings.error ?? redactions.error} />
      {recording && redactions.data ? (
        <Copy recording={recording} versions={versionsOf(redactions.data.items, recordingId)} />
      ) : null}
    </div>
  );
}

interface CopyProps {
  readonly recording: CaseRecording;
  /** The newest first. */
  readonly versions: readonly CaseRedaction[];
}

function Copy({ recording, versions }: CopyProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const { rightsCase } = useCase();
  const [newest] = versions;
  const when = recording.call === null ? format.day(recording.callOn) : format.dateTime(recording.call.startedAt);
  const mayHandle = rightsCase.permitted.includes('handle') && rightsCase.decidedAt === null;
  return (
    <>
      <Heading variant="h2">{t('rights.copies.one', { when })}</Heading>
      {newest?.state === 'draft' ? <MarksEditor key={newest.id} recording={recording} draft={newest} /> : null}
      {newest?.state === 'rendered' || newest?.state === 'approved' ? (
        <CopyReview key={newest.id} copy={newest} />
      ) : null}
      {mayHandle && recording.state === 'included' && mayBegin(versions) ? (
        <BeginVersion recordingId={recording.recordingId} former={newest ?? null} />
      ) : null}
      <Versions versions={versions} />
    </>
  );
}
