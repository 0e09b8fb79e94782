import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../../api/client.js';
import type { Grant } from '../../api/types.js';
import { ReasonDialog } from '../../ui/reason-dialog.js';

interface RevokeDialogProps {
  readonly grant: Pick<Grant, 'id' | 'staffId' | 'role'>;
  /** Whose it is, where the page does not say. */
  readonly name?: string;
  readonly onDone: () => void;
  readonly onClose: () => void;
}

/** Revokes a grant: it ends with the person's next request. */
export function RevokeDialog({ grant: { id, staffId, role }, name, onDone, onClose }: RevokeDialogProps) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const revoke = useMutation({
    mutationFn: (reason: string) =>
      answer(api.POST('/api/v1/grants/{id}/revocation', { params: { path: { id } }, body: { reason } })),
    onSuccess: async () => {
      for (const queryKey of [['grants', staffId], ['access-report'], ['staff-sessions', staffId]])
        await client.invalidateQueries({ queryKey });
      onDone();
    },
  });

  return (
    <ReasonDialog
      title={
        name === undefined
          ? t('grants.revokeOne', { role: t(`roles.${role}`) })
          : t('grants.revokeFrom', { role: t(`roles.${role}`), name })
      }
      text={t('grants.revokeText')}
      logged="grantRevoked"
      button={t('grants.revoke')}
      isPending={revoke.isPending}
      error={revoke.error}
      onSend={revoke.mutate}
      onClose={onClose}
    />
  );
}
