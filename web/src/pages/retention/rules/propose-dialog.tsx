import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Button } from 'suomifi-ui-components';
import { answer, api } from '../../../api/client.js';
import type { NewRule } from '../../../api/types.js';
import { Dialog } from '../../../ui/dialog.js';
import { useFocusAfter } from '../../../ui/use-focus-after.js';
import { Preview } from './preview.js';
import { ProposeForm } from './propose-form.js';

/** Proposes another rule; once it is proposed, shows what it would move. */
export function ProposeDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation();
  const propose = usePropose();
  const done = useFocusAfter<HTMLParagraphElement>(propose.isSuccess ? 1 : 0); // the form is gone then
  return (
    <Dialog title={t('rules.propose')} onClose={onClose}>
      {propose.data ? (
        <>
          <p tabIndex={-1} ref={done}>
            {t('rules.done.proposed')}
          </p>
          <Preview preview={propose.data.preview} />
          <Button variant="secondary" mt="m" onClick={onClose}>
            {t('common.close')}
          </Button>
        </>
      ) : (
        <ProposeForm
          isPending={propose.isPending}
          error={propose.error}
          onSend={rule => {
            propose.mutate(rule);
          }}
          onCancel={onClose}
        />
      )}
    </Dialog>
  );
}

function usePropose() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: NewRule) => answer(api.POST('/api/v1/retention/rules', { body })),
    onSuccess: () => client.invalidateQueries({ queryKey: ['retention-rules'] }),
  });
}
