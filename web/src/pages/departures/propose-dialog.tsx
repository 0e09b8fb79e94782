import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { TextInput } from 'suomifi-ui-components';
import { ActForm } from '../../ui/act-form.js';
import { answer, api } from '../../api/client.js';
import { Dialog } from '../../ui/dialog.js';
import { LongText } from '../../ui/long-text.js';
import { useForm } from '../../ui/use-form.js';

interface ProposeDialogProps {
  readonly onDone: () => void;
  readonly onClose: () => void;
}

/** Proposes that everything be taken out. Nothing happens until a rights officer has approved it. */
export function ProposeDialog({ onDone, onClose }: ProposeDialogProps) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const propose = useMutation({
    mutationFn: (body: { to: string; reason: string }) => answer(api.POST('/api/v1/departures', { body })),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['departures'] });
      onDone();
    },
  });
  const form = useForm({ to: '', reason: '' }, { required: ['to', 'reason'], keptAs: 'propose' });
  return (
    <Dialog title={t('departures.propose')} onClose={onClose}>
      <ActForm
        text={t('departures.what.propose')}
        logged={t('departures.logged.propose')}
        button={t('departures.send.propose')}
        isPending={propose.isPending}
        error={propose.error}
        onSubmit={form.onSubmit(({ to, reason }) => {
          propose.mutate({ to: to.trim(), reason: reason.trim() });
        })}
        onCancel={onClose}
      >
        <TextInput labelText={t('departures.to')} hintText={t('departures.toHint')} {...form.field('to')} />
        <LongText
          labelText={t('fields.reason')}
          hintText={t('holds.textHint')}
          maxLength={1000}
          {...form.field('reason')}
        />
      </ActForm>
    </Dialog>
  );
}
