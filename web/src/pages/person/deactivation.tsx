import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from 'suomifi-ui-components';
import { answer, api } from '../../api/client.js';
import type { StaffMember } from '../../api/types.js';
import { Panel } from '../../ui/panel.js';
import { ReasonDialog } from '../../ui/reason-dialog.js';

/** Ends a person's access at once: sessions, playbacks, grants. */
export function Deactivation({ person }: { readonly person: StaffMember }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [asking, setAsking] = useState(false);
  const { id } = person;
  const deactivate = useMutation({
    mutationFn: (reason: string) =>
      answer(api.POST('/api/v1/staff/{id}/deactivation', { params: { path: { id } }, body: { reason } })),
    onSuccess: async () => {
      setAsking(false);
      await client.invalidateQueries({ queryKey: ['person', id] });
      await client.invalidateQueries({ queryKey: ['staff'] });
    },
  });

  return (
    <Panel title={t('deactivation.title')}>
      <p>{t('deactivation.text')}</p>
      <Button
        variant="secondary"
        onClick={() => {
          setAsking(true);
        }}
      >
        {t('deactivation.button')}
      </Button>
      {asking ? (
        <ReasonDialog
          title={t('deactivation.dialogTitle', { name: person.displayName })}
          text={t('deactivation.text')}
          logged="staffDeactivated"
          button={t('deactivation.button')}
          isPending={deactivate.isPending}
          error={deactivate.error}
          onSend={deactivate.mutate}
          onClose={() => {
            setAsking(false);
          }}
        />
      ) : null}
    </Panel>
  );
}
