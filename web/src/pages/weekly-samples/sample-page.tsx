import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { answer, api } from '../../api/client.js';
import type { SampledCall, WeeklySampleDetails } from '../../api/types.js';
import { DataTable } from '../../ui/data-table.js';
import { useFormat } from '../../ui/format/use-format.js';
import { Loading } from '../../ui/loading.js';
import { PageHeading } from '../../ui/page-heading.js';
import { ProblemNotice } from '../../ui/problem-notice.js';
import { useDone } from '../../ui/use-done.js';
import { HowDrawn } from './how-drawn.js';
import { NoteDialog } from './note-dialog.js';
import { useCallColumns } from './use-call-columns.js';
import { useWeekWords } from './use-week-words.js';

/** One sample: its calls to listen to and to write on, and how chance drew them. Each opening is an event. */
export function SamplePage() {
  const { t } = useTranslation();
  const { id = '' } = useParams();
  const { data, error, isPending, refetch } = useQuery({
    queryKey: ['weekly-sample', id],
    queryFn: () => answer(api.GET('/api/v1/weekly-samples/{id}', { params: { path: { id } } })),
    gcTime: 0,
  });
  return (
    <div className="stack">
      {data ? <Sample sample={data} /> : <PageHeading title={t('samples.one')} />}
      {isPending ? <Loading /> : null}
      <ProblemNotice error={error} onRetry={() => void refetch()} />
      <Link to="/weekly-samples">{t('samples.back')}</Link>
    </div>
  );
}

function Sample({ sample }: { readonly sample: WeeklySampleDetails }) {
  const { t } = useTranslation();
  const format = useFormat();
  const client = useQueryClient();
  const weekWords = useWeekWords();
  const [writing, setWriting] = useState<SampledCall | null>(null);
  const { say, status } = useDone();
  const { queue, week, drawerName, drawnAt, drawn, calls } = sample;
  const columns = useCallColumns(week, setWriting);
  const gone = drawn - calls.length;
  return (
    <>
      <PageHeading title={t('samples.titleOne', { queue, week: weekWords(week) })}>
        {t('samples.drawnByAt', { name: drawerName ?? t('holds.nobody'), at: format.dateTime(drawnAt) })}
      </PageHeading>
      {status}
      {calls.length > 0 ? (
        <DataTable
          caption={t('samples.callsCaption')}
          columns={columns}
          rows={calls}
          idOf={({ recordingId }) => recordingId}
        />
      ) : null}
      {gone > 0 ? <p>{t('samples.gone', { count: gone })}</p> : null}
      <HowDrawn sample={sample} />
      {writing ? (
        <NoteDialog
          call={writing}
          onDone={amended => {
            setWriting(null);
            say(t(amended ? 'samples.noteAmended' : 'samples.noteWritten'));
            void client.invalidateQueries({ queryKey: ['weekly-sample'] });
          }}
          onClose={() => {
            setWriting(null);
          }}
        />
      ) : null}
    </>
  );
}
