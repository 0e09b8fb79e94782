import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { answer, api } from '../../api/client.js';
import { Problem } from '../../api/problem.js';
import type { RecordingDetails } from '../../api/types.js';
import { duration } from '../../ui/format/duration.js';
import { useFormat } from '../../ui/format/use-format.js';
import { Loading } from '../../ui/loading.js';
import { PageHeading } from '../../ui/page-heading.js';
import { ProblemNotice } from '../../ui/problem-notice.js';
import { useShortcuts } from '../../ui/shortcuts/use-shortcuts.js';
import { RecordingStates } from '../recordings/recording-states.js';
import { useWayBack } from '../recordings/row-memory.js';
import { CallFacts } from './call-facts.js';
import { ErasurePanel } from './erasure-panel.js';
import { HoldsPanel } from './holds-panel.js';
import { Legs } from './legs.js';
import { Listening } from './listening.js';
import { Parties } from './parties.js';
import { Ticket } from './ticket.js';
import { Timeline } from './timeline.js';
import { TrainingCopyPanel } from './training-copy-panel.js';
import './recording.css';

/** One recording. Each opening is an event, so nothing of it is kept when the page is left. */
export function RecordingPage() {
  const { t } = useTranslation();
  const { id = '' } = useParams();
  const { data, error, isPending, refetch } = useQuery({
    queryKey: ['recording', id],
    queryFn: () => answer(api.GET('/api/v1/recordings/{id}', { params: { path: { id } } })),
    staleTime: Infinity,
    gcTime: 0,
  });

  if (data && !isOutOfReach(error)) return <Recording key={id} recording={data} />;
  return (
    <>
      <PageHeading title={t('recording.plainTitle')} />
      {isPending ? <Loading /> : null}
      <ProblemNotice error={error} onRetry={() => void refetch()} />
      <BackLink />
    </>
  );
}

/** Whether the server shows the recording no more: what is over, or held for nothing any more, leaves the screen too. */
function isOutOfReach(error: unknown): boolean {
  return error instanceof Problem && [403, 404, 410].includes(error.status);
}

function Recording({ recording }: { readonly recording: RecordingDetails }) {
  const { t } = useTranslation();
  const format = useFormat();
  const back = useWayBack();
  useShortcuts({ Escape: back.go });
  const { startedAt, queue, unit, durationMs } = recording;

  return (
    <article className="recording">
      <PageHeading title={t('recording.title', { when: format.dateTime(startedAt) })}>
        <p className="recording__lead">
          {[queue, unit, duration(durationMs)].join(' · ')} <RecordingStates recording={recording} />
        </p>
      </PageHeading>
      <div className="recording__main">
        <Listening recording={recording} />
        <Timeline recording={recording} />
        <Parties recording={recording} />
      </div>
      <div className="recording__side">
        <CallFacts recording={recording} />
        <HoldsPanel recording={recording} />
        <TrainingCopyPanel recording={recording} />
        <Ticket recording={recording} />
        <Legs recording={recording} />
        <ErasurePanel recording={recording} />
        <BackLink />
      </div>
    </article>
  );
}

function BackLink() {
  const { t } = useTranslation();
  const { to, go } = useWayBack();
  return (
    <Link
      to={to}
      className="no-print"
      onClick={event => {
        if (event.ctrlKey || event.metaKey || event.shiftKey) return;
        event.preventDefault();
        go();
      }}
    >
      {t('recording.back')}
    </Link>
  );
}
