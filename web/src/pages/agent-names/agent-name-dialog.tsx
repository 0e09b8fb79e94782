import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ActForm } from '../../ui/act-form.js';
import { useMe } from '../../app/session/me.js';
import { answer, api } from '../../api/client.js';
import type { AgentMapping, AgentName, MappedAgent } from '../../api/types.js';
import { Choice } from '../../ui/choice.js';
import { Dialog } from '../../ui/dialog.js';
import { useStaffNames } from '../staff/use-staff-names.js';

interface AgentNameDialogProps {
  readonly agentName: AgentName;
  readonly onDone: (mapped: MappedAgent) => void;
  readonly onClose: () => void;
}

/** Asks whose a name is. Whoever it is hears those calls as their own ones, so nobody chooses themselves. */
export function AgentNameDialog({ agentName, onDone, onClose }: AgentNameDialogProps) {
  const { t } = useTranslation();
  const me = useMe();
  const { people } = useStaffNames();
  const [staffId, setStaffId] = useState(agentName.staffId ?? '');
  const map = useMapping(onDone);
  const { source, kind, name } = agentName;
  const others = people.filter(({ id }) => id !== me.id);
  const options = [{ id: '', displayName: t('agentNames.nobody') }, ...others];
  return (
    <Dialog title={t('agentNames.mapOne', { name, source })} onClose={onClose}>
      <ActForm
        text={t('agentNames.what')}
        logged={t('agentNames.logged')}
        button={t('agentNames.send')}
        isPending={map.isPending}
        error={map.error}
        onSubmit={event => {
          event.preventDefault();
          map.mutate({ source, kind, name, staffId: staffId === '' ? null : staffId });
        }}
        onCancel={onClose}
      >
        <Choice
          label={t('agentNames.person')}
          value={staffId}
          options={options.map(({ id, displayName }) => ({ value: id, label: displayName }))}
          onChange={setStaffId}
        />
      </ActForm>
    </Dialog>
  );
}

function useMapping(onDone: (mapped: MappedAgent) => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: AgentMapping) => answer(api.PUT('/api/v1/agent-names', { body })),
    onSuccess: async mapped => {
      for (const queryKey of [['agent-names'], ['recordings']]) await client.invalidateQueries({ queryKey });
      onDone(mapped);
    },
  });
}
