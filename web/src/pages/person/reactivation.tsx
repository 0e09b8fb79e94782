import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from 'suomifi-ui-components';
import { answer, api } from '../../api/client.js';
import type { StaffMember } from '../../api/types.js';
import { Panel } from '../../ui/panel.js';
import { ReasonDialog } from '../../ui/reason-dialog.js';

/** Lets somebody come back who had left, as if new. */
export function Reactivation({ person }: { readonly person: StaffMember }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [asking, setAsking] = useState(false);
  const { id } = person;
  const reactivate = useMutation({
    mutationFn: (reason: string) =>
      answer(api.POST('/api/v1/staff/{id}/reactivation', { params: { path: { id } }, body: { reason } })),
    onSuccess: async () => {
      setAsking(false);
      await client.invalidateQueries({ queryKey: ['person', id] });
      await client.invalidateQueries({ queryKey: ['staff'] });
    },
  });

  return (
    <Panel title={t('reactivation.title')}>
      <p>{t('reactivation.text')}</p>
      <Button
        variant="secondary"
        onClick={() => {
          setAsking(true);
        }}
      >
        {t('reactivation.button')}
      </Button>
      {asking ? (
        <ReasonDialog
          title={t('reactivation.dialogTitle', { name: person.displayName })}
          text={t('reactivation.text')}
          logged="staffReactivated"
          button={t('reactivation.button')}
          isPending={reactivate.isPending}
          error={reactivate.error}
          onSend={reactivate.mutate}
          onClose={() => {
            setAsking(false);
          }}
        />
      ) : null}
    </Panel>
  );
}
