import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../../api/client.js';
import type { ServiceAccount } from '../../api/types.js';
import { ReasonDialog } from '../../ui/reason-dialog.js';
import { SERVICE_ACCOUNTS } from './service-account-queries.js';

interface RevokeAccountDialogProps {
  readonly account: ServiceAccount;
  readonly onClose: () => void;
}

/** Revokes an account: none of its tokens works from its next request on. */
export function RevokeAccountDialog({ account: { id, name }, onClose }: RevokeAccountDialogProps) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const revoke = useMutation({
    mutationFn: (reason: string) =>
      answer(api.POST('/api/v1/service-accounts/{id}/revocation', { params: { path: { id } }, body: { reason } })),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: SERVICE_ACCOUNTS });
      onClose();
    },
  });

  return (
    <ReasonDialog
      title={t('machines.revokeOne', { name })}
      text={t('machines.revokeText')}
      logged="machineRevoked"
      button={t('machines.revoke')}
      isPending={revoke.isPending}
      error={revoke.error}
      onSend={revoke.mutate}
      onClose={onClose}
    />
  );
}
