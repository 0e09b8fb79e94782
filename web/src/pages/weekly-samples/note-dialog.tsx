import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Button } from 'suomifi-ui-components';
import { ActForm } from '../../ui/act-form.js';
import { answer, api } from '../../api/client.js';
import type { SampledCall } from '../../api/types.js';
import { Dialog } from '../../ui/dialog.js';
import { useFormat } from '../../ui/format/use-format.js';
import { Loading } from '../../ui/loading.js';
import { LongText } from '../../ui/long-text.js';
import { ProblemNotice } from '../../ui/problem-notice.js';
import { useForm } from '../../ui/use-form.js';
import { useCallNote } from '../call-notes/use-call-note.js';
import { wayOf } from './use-call-columns.js';
import './samples.css';

interface NoteDialogProps {
  readonly call: SampledCall;
  readonly onDone: (amended: boolean) => void;
  readonly onClose: () => void;
}

/** The note of a call: written, amended until the agent has read it, and read after that. Each reading is an event. */
export function NoteDialog({ call, onDone, onClose }: NoteDialogProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const id = call.note?.id ?? null;
  const { data, error, isFetching, refetch } = useCallNote(id);
  const mayWrite = wayOf(call) !== 'read';
  const isReady = id === null || data !== undefined;
  return (
    <Dialog title={t('samples.noteTitle', { when: format.dateTime(call.startedAt) })} onClose={onClose}>
      {isFetching && !data ? <Loading /> : null}
      <ProblemNotice error={error} onRetry={() => void refetch()} />
      {isReady && mayWrite ? (
        <NoteForm call={call} before={data?.text ?? ''} onDone={onDone} onClose={onClose} />
      ) : (
        <>
          {data ? <p className="samples__text">{data.text}</p> : null}
          <Button variant="secondary" onClick={onClose}>
            {t('common.close')}
          </Button>
        </>
      )}
    </Dialog>
  );
}

function NoteForm({ call, before, onDone, onClose }: NoteDialogProps & { readonly before: string }) {
  const { t } = useTranslation();
  const form = useForm({ text: before }, { required: ['text'], keptAs: `note ${call.recordingId}` });
  const write = useMutation({
    mutationFn: (text: string) =>
      answer(
        api.PUT('/api/v1/recordings/{id}/call-note', { params: { path: { id: call.recordingId } }, body: { text } }),
      ),
    onSuccess: () => {
      onDone(call.note !== null);
    },
  });
  return (
    <ActForm
      logged={t('samples.noteLogged')}
      button={t('samples.saveNote')}
      isPending={write.isPending}
      error={write.error}
      onSubmit={form.onSubmit(({ text }) => {
        write.mutate(text.trim());
      })}
      onCancel={onClose}
    >
      <LongText
        labelText={t('samples.note')}
        hintText={t('samples.noteHint')}
        maxLength={4000}
        {...form.field('text')}
      />
    </ActForm>
  );
}
