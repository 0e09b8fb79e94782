import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { Button } from 'suomifi-ui-components';
import { answer, api } from '../../api/client.js';
import type { CallNote } from '../../api/types.js';
import { Dialog } from '../../ui/dialog.js';
import { useFormat } from '../../ui/format/use-format.js';
import { Loading } from '../../ui/loading.js';
import { ProblemNotice } from '../../ui/problem-notice.js';
import '../weekly-samples/samples.css';

/** A note in full. Its first opening tells the writer that it was read, and from then on it stays as it is. */
export function CallNoteDialog({ note, onClose }: { readonly note: CallNote; readonly onClose: () => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { id, recordingId, startedAt } = note;
  const { data, error, isPending, refetch } = useQuery({
    queryKey: ['call-note', id],
    queryFn: () => answer(api.GET('/api/v1/call-notes/{id}', { params: { path: { id } } })),
    staleTime: Infinity,
    gcTime: 0,
  });
  return (
    <Dialog title={t('samples.noteTitle', { when: format.dateTime(startedAt) })} onClose={onClose}>
      {isPending ? <Loading /> : null}
      <ProblemNotice error={error} onRetry={() => void refetch()} />
      {data ? (
        <>
          <p className="samples__text">{data.text}</p>
          <p>
            {t('holds.byAt', {
              name: data.writerName ?? t('holds.nobody'),
              at: format.dateTime(data.amendedAt ?? data.writtenAt),
            })}
          </p>
          <p>
            <Link to={`/recordings/${recordingId}`} onClick={onClose}>
              {t('erasures.toRecording')}
            </Link>
          </p>
        </>
      ) : null}
      <Button variant="secondary" onClick={onClose}>
        {t('common.close')}
      </Button>
    </Dialog>
  );
}
