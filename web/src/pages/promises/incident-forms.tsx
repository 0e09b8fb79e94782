import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../../api/client.js';
import type { IncidentOutcome } from '../../api/types.js';
import { ActForm } from '../../ui/act-form.js';
import { ChoiceOf, RadiosOf } from '../../ui/form-fields.js';
import { LongText } from '../../ui/long-text.js';
import { useForm } from '../../ui/use-form.js';
import { TASKS_KEY } from '../tasks/use-tasks.js';

interface IncidentFormProps {
  readonly id: string;
  readonly onDone: () => void;
  readonly onCancel: () => void;
}

/** Its owner says what was done. */
export function AnswerForm({ id, onDone, onCancel }: IncidentFormProps) {
  const { t } = useTranslation();
  const form = useForm({ text: '' }, { required: ['text'], keptAs: `promise-incident answer ${id}` });
  const send = useSend(onDone, (text: string) =>
    answer(api.POST('/api/v1/promise-incidents/{id}/answer', { params: { path: { id } }, body: { text } })),
  );
  return (
    <ActForm
      text={t('promises.what.answer')}
      logged={t('promises.logged.answer')}
      button={t('promises.send.answer')}
      isPending={send.isPending}
      error={send.error}
      onSubmit={form.onSubmit(({ text }) => {
        send.mutate(text.trim());
      })}
      onCancel={onCancel}
    >
      <LongText labelText={t('promises.text')} maxLength={2000} {...form.field('text')} />
    </ActForm>
  );
}

/** Somebody else answers for it. */
export function HandOverForm({ id, onDone, onCancel }: IncidentFormProps) {
  const { t } = useTranslation();
  const owners = useOwners();
  const form = useForm(
    { ownerId: '', reason: '' },
    { required: ['ownerId', 'reason'], keptAs: `promise-incident owner ${id}` },
  );
  const send = useSend(onDone, (body: { ownerId: string; reason: string }) =>
    answer(api.POST('/api/v1/promise-incidents/{id}/owner', { params: { path: { id } }, body })),
  );
  return (
    <ActForm
      text={t('promises.what.handOver')}
      logged={t('promises.logged.handOver')}
      button={t('promises.send.handOver')}
      isPending={send.isPending}
      error={send.error}
      onSubmit={form.onSubmit(({ ownerId, reason }) => {
        send.mutate({ ownerId, reason: reason.trim() });
      })}
      onCancel={onCancel}
    >
      <ChoiceOf
        form={form}
        name="ownerId"
        label={t('promises.owner')}
        options={[{ value: '', label: t('promises.chooseOwner') }, ...owners]}
      />
      <LongText labelText={t('fields.reason')} maxLength={1000} {...form.field('reason')} />
    </ActForm>
  );
}

const OUTCOMES: readonly IncidentOutcome['outcome'][] = ['corrected', 'no-fault', 'reported'];

/** Somebody else than the owner says how it ended, for good. */
export function SettleForm({ id, onDone, onCancel }: IncidentFormProps) {
  const { t } = useTranslation();
  const form = useForm(
    { outcome: 'corrected', text: '' },
    { required: ['outcome', 'text'], keptAs: `promise-incident outcome ${id}` },
  );
  const send = useSend(onDone, (body: IncidentOutcome) =>
    answer(api.POST('/api/v1/promise-incidents/{id}/outcome', { params: { path: { id } }, body })),
  );
  return (
    <ActForm
      text={t('promises.what.settle')}
      logged={t('promises.logged.settle')}
      button={t('promises.send.settle')}
      isPending={send.isPending}
      error={send.error}
      onSubmit={form.onSubmit(({ outcome, text }) => {
        const chosen = OUTCOMES.find(one => one === outcome);
        if (chosen) send.mutate({ outcome: chosen, text: text.trim() });
      })}
      onCancel={onCancel}
    >
      <RadiosOf
        form={form}
        name="outcome"
        label={t('promises.outcome')}
        options={OUTCOMES.map(value => ({ value, label: t(`promises.outcomes.${value}`) }))}
      />
      <LongText labelText={t('promises.outcomeText')} maxLength={2000} {...form.field('text')} />
    </ActForm>
  );
}

/** Who may answer for what the register promises, by name. */
export function useOwners(): { readonly value: string; readonly label: string }[] {
  const { data } = useQuery({
    queryKey: ['promise-owners'],
    queryFn: () => answer(api.GET('/api/v1/promise-incidents/owners')),
  });
  return (data?.items ?? []).map(({ id: value, name: label }) => ({ value, label }));
}

function useSend<Body>(onDone: () => void, mutationFn: (body: Body) => Promise<unknown>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn,
    onSuccess: async () => {
      for (const queryKey of [['promises'], ['promise-incidents'], TASKS_KEY])
        await client.invalidateQueries({ queryKey });
      onDone();
    },
  });
}
