import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../../api/client.js';
import type { Grant } from '../../api/types.js';
import { ReasonDialog } from '../../ui/reason-dialog.js';

interface RevokeDialogProps {
  readonly grant: Grant;
  readonly onDone: () => void;
  readonly onClose: () => void;
}

/** Revokes a grant: it ends with the person's next request. */
export function RevokeDialog({ grant: { id, staffId, role }, onDone, onClose }: RevokeDialogProps) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const revoke = useMutation({
    mutationFn: (reason: string) =>
      answer(api.POST('/api/v1/grants/{id}/revocation', { params: { path: { id } }, body: { reason } })),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['grants', staffId] });
      onDone();
    },
  });

  return (
    <ReasonDialog
      title={t('grants.revokeOne', { role: t(`roles.${role}`) })}
      text={t('grants.revokeText')}
      button={t('grants.revoke')}
      isPending={revoke.isPending}
      error={revoke.error}
      onSend={revoke.mutate}
      onClose={onClose}
    />
  );
}
