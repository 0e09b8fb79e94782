import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { TextInput } from 'suomifi-ui-components';
import { ActForm } from '../../ui/act-form.js';
import { answer, api } from '../../api/client.js';
import type { Passkey } from '../../api/types.js';
import { Dialog } from '../../ui/dialog.js';
import { useForm } from '../../ui/use-form.js';

interface PasskeyNameDialogProps {
  readonly passkey: Passkey;
  readonly onRenamed: () => void;
  readonly onClose: () => void;
}

/** Gives a passkey another name. */
export function PasskeyNameDialog({ passkey: { id, name }, onRenamed, onClose }: PasskeyNameDialogProps) {
  const { t } = useTranslation();
  const form = useForm({ passkeyName: name }, { required: ['passkeyName'] });
  const renaming = useMutation({
    mutationFn: (next: string) =>
      answer(api.PATCH('/api/v1/me/passkeys/{id}', { params: { path: { id } }, body: { name: next } })),
    onSuccess: onRenamed,
  });

  return (
    <Dialog title={t('secondFactor.renameOne', { name })} onClose={onClose}>
      <ActForm
        button={t('common.save')}
        isPending={renaming.isPending}
        error={renaming.error}
        onSubmit={form.onSubmit(({ passkeyName }) => {
          renaming.mutate(passkeyName);
        })}
        onCancel={onClose}
      >
        <TextInput labelText={t('fields.passkeyName')} {...form.field('passkeyName')} />
      </ActForm>
    </Dialog>
  );
}
