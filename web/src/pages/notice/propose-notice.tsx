import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Button, InlineAlert } from 'suomifi-ui-components';
import { answer, api } from '../../api/client.js';
import { Dialog } from '../../ui/dialog.js';
import { LongText } from '../../ui/long-text.js';
import { ProblemNotice } from '../../ui/problem-notice.js';
import { useForm } from '../../ui/use-form.js';
import { TASKS_KEY } from '../tasks/use-tasks.js';

interface ProposeNoticeProps {
  readonly onDone: () => void;
  readonly onClose: () => void;
}

/** Makes a version of what the notice says now. Nothing is published until somebody else has said so. */
export function ProposeNotice({ onDone, onClose }: ProposeNoticeProps) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const propose = useMutation({
    mutationFn: (reason: string) => answer(api.POST('/api/v1/notice/versions', { body: { reason } })),
    onSuccess: async () => {
      for (const queryKey of [['notice'], TASKS_KEY]) await client.invalidateQueries({ queryKey });
      onDone();
    },
  });
  const form = useForm({ reason: '' }, { required: ['reason'], keptAs: 'propose notice' });
  return (
    <Dialog title={t('notice.propose')} onClose={onClose}>
      <form
        className="form"
        noValidate
        onSubmit={form.onSubmit(({ reason }) => {
          propose.mutate(reason.trim());
        })}
      >
        <p>{t('notice.what.proposed')}</p>
        <LongText
          labelText={t('fields.reason')}
          hintText={t('holds.textHint')}
          maxLength={1000}
          {...form.field('reason')}
        />
        <InlineAlert>{t('notice.logged.propose')}</InlineAlert>
        <ProblemNotice error={propose.error} />
        <div className="form__buttons">
          <Button type="submit" disabled={propose.isPending}>
            {t('notice.send.proposed')}
          </Button>
          <Button variant="secondary" onClick={onClose}>
            {t('common.cancel')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
