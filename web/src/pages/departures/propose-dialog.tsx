import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Button, InlineAlert, TextInput } from 'suomifi-ui-components';
import { answer, api } from '../../api/client.js';
import { Dialog } from '../../ui/dialog.js';
import { LongText } from '../../ui/long-text.js';
import { ProblemNotice } from '../../ui/problem-notice.js';
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
      <form
        className="form"
        noValidate
        onSubmit={form.onSubmit(({ to, reason }) => {
          propose.mutate({ to: to.trim(), reason: reason.trim() });
        })}
      >
        <p>{t('departures.what.propose')}</p>
        <TextInput labelText={t('departures.to')} hintText={t('departures.toHint')} {...form.field('to')} />
        <LongText
          labelText={t('fields.reason')}
          hintText={t('holds.textHint')}
          maxLength={1000}
          {...form.field('reason')}
        />
        <InlineAlert>{t('departures.logged.propose')}</InlineAlert>
        <ProblemNotice error={propose.error} />
        <div className="form__buttons">
          <Button type="submit" disabled={propose.isPending}>
            {t('departures.send.propose')}
          </Button>
          <Button variant="secondary" onClick={onClose}>
            {t('common.cancel')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
