import { useTranslation } from 'react-i18next';
import { answer, api } from '../../api/client.js';
import { ActForm } from '../../ui/act-form.js';
import { LongText } from '../../ui/long-text.js';
import { useForm } from '../../ui/use-form.js';
import type { FindingFormProps } from './assign-form.js';
import { useSend } from './use-send.js';

interface ConfirmFormProps extends FindingFormProps {
  readonly outcome: 'settled' | 'discarded';
}

/** A second person confirms a decision, or discards it. */
export function ConfirmForm({ finding: { finding }, outcome, onDone, onCancel }: ConfirmFormProps) {
  const { t } = useTranslation();
  const form = useForm({ reason: '' }, { required: ['reason'], keptAs: `going-live ${outcome} ${finding}` });
  const send = useSend(onDone, (reason: string) =>
    answer(
      api.POST('/api/v1/going-live/{finding}/confirmation', {
        params: { path: { finding } },
        body: { outcome, reason },
      }),
    ),
  );
  return (
    <ActForm
      logged={t('goingLive.logged.confirm')}
      button={t(`goingLive.send.${outcome}`)}
      isPending={send.isPending}
      error={send.error}
      onSubmit={form.onSubmit(({ reason }) => {
        send.mutate(reason.trim());
      })}
      onCancel={onCancel}
    >
      <LongText
        labelText={t('fields.reason')}
        hintText={t('holds.textHint')}
        maxLength={1000}
        {...form.field('reason')}
      />
    </ActForm>
  );
}
