import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { TextInput } from 'suomifi-ui-components';
import { ActForm } from '../../ui/act-form.js';
import { answer, api } from '../../api/client.js';
import type { NewTrainingCopy } from '../../api/types.js';
import { DayField } from '../../ui/day-field.js';
import { Dialog } from '../../ui/dialog.js';
import { isDay } from '../../ui/format/helsinki.js';
import { LongText } from '../../ui/long-text.js';
import { useForm } from '../../ui/use-form.js';

interface NewTrainingCopyDialogProps {
  readonly recordingId: string;
  readonly onDone: () => void;
  readonly onClose: () => void;
}

/** Asks for a copy of a recording for a course. Nothing is copied until another person has listened and approved it. */
export function NewTrainingCopyDialog({ recordingId: id, onDone, onClose }: NewTrainingCopyDialogProps) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const ask = useMutation({
    mutationFn: (body: NewTrainingCopy) =>
      answer(api.POST('/api/v1/recordings/{id}/training-copies', { params: { path: { id } }, body })),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['training-copies'] });
      onDone();
    },
  });
  const form = useForm(
    { course: '', necessity: '', until: '' },
    {
      required: ['course', 'necessity', 'until'],
      keptAs: 'training-copy',
      check: ({ until }) => (until !== '' && !isDay(until) ? { until: t('form.day') } : {}),
    },
  );
  return (
    <Dialog title={t('copies.ask')} onClose={onClose}>
      <ActForm
        logged={t('copies.logged.request')}
        button={t('copies.send.request')}
        isPending={ask.isPending}
        error={ask.error}
        onSubmit={form.onSubmit(({ course, necessity, until }) => {
          ask.mutate({ course: course.trim(), necessity: necessity.trim(), until });
        })}
        onCancel={onClose}
      >
        <TextInput
          labelText={t('copies.course')}
          hintText={t('copies.courseHint')}
          autoComplete="off"
          {...form.field('course')}
        />
        <LongText
          labelText={t('copies.necessity')}
          hintText={t('holds.textHint')}
          maxLength={1000}
          {...form.field('necessity')}
        />
        <DayField
          label={t('fields.until')}
          name="until"
          required
          value={form.values.until}
          problem={form.faultOf('until')}
          onChange={value => {
            form.set('until', value);
          }}
        />
        <p>{t('copies.what.request')}</p>
      </ActForm>
    </Dialog>
  );
}
