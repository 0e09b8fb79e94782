import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button, Checkbox, InlineAlert, TextInput } from 'suomifi-ui-components';
import { answer, api } from '../../api/client.js';
import type { Processor } from '../../api/types.js';
import { DayField } from '../../ui/day-field.js';
import { Dialog } from '../../ui/dialog.js';
import { LongText } from '../../ui/long-text.js';
import { ProblemNotice } from '../../ui/problem-notice.js';
import { useForm } from '../../ui/use-form.js';
import { areSubProcessors, draftOf, processorOf, type ProcessorDraft } from './processor-draft.js';

interface ProcessorDialogProps {
  /** null: a new one. */
  readonly processor: Processor | null;
  readonly onDone: () => void;
  readonly onClose: () => void;
}

/** Enters a processor, or changes what is known of it: each time a version of its own. */
export function ProcessorDialog({ processor, onDone, onClose }: ProcessorDialogProps) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [ended, setEnded] = useState(processor?.ended ?? false);
  const form = useForm<ProcessorDraft>(draftOf(processor), {
    required: ['name', 'task', 'country', 'undertakingReference', 'undertakingOn'],
    check: ({ subProcessors }) =>
      areSubProcessors(subProcessors) ? {} : { subProcessors: t('processors.subProcessorsHint') },
    keptAs: `processor ${processor?.id ?? ''}`,
  });
  const send = useMutation({
    mutationFn: (draft: ProcessorDraft) => {
      const body = processorOf(draft);
      if (!processor) return answer(api.POST('/api/v1/processors', { body }));
      const path = { id: processor.id };
      return answer(api.PUT('/api/v1/processors/{id}', { params: { path }, body: { ...body, ended } }));
    },
    onSuccess: async () => {
      for (const queryKey of [['processors'], ['processing-record'], ['notice']])
        await client.invalidateQueries({ queryKey });
      onDone();
    },
  });
  return (
    <Dialog title={processor ? processor.name : t('processors.enter')} onClose={onClose}>
      <form
        className="form"
        noValidate
        onSubmit={form.onSubmit(draft => {
          send.mutate(draft);
        })}
      >
        <TextInput labelText={t('processors.name')} {...form.field('name')} />
        <TextInput labelText={t('processors.task')} {...form.field('task')} />
        <TextInput
          labelText={t('processors.country')}
          hintText={t('processors.countryHint')}
          maxLength={2}
          {...form.field('country')}
        />
        <TextInput labelText={t('processors.undertaking')} {...form.field('undertakingReference')} />
        <DayField
          label={t('processors.undertakingOn')}
          name="undertakingOn"
          problem={form.faultOf('undertakingOn')}
          value={form.values.undertakingOn}
          onChange={value => {
            form.set('undertakingOn', value);
          }}
        />
        <LongText
          labelText={t('processors.subProcessors')}
          hintText={t('processors.subProcessorsHint')}
          maxLength={4000}
          {...form.field('subProcessors')}
        />
        {processor ? (
          <Checkbox
            checked={ended}
            onClick={({ checkboxState }) => {
              setEnded(checkboxState);
            }}
          >
            {t('processors.ended')}
          </Checkbox>
        ) : null}
        <InlineAlert>{t('processors.logged')}</InlineAlert>
        <ProblemNotice error={send.error} />
        <div className="form__buttons">
          <Button type="submit" disabled={send.isPending}>
            {t('processors.save')}
          </Button>
          <Button variant="secondary" onClick={onClose}>
            {t('common.cancel')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
