import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button, InlineAlert } from 'suomifi-ui-components';
import { useMe } from '../../app/session/me.js';
import { answer, api } from '../../api/client.js';
import type { AgentMapping, AgentName, MappedAgent } from '../../api/types.js';
import { Choice } from '../../ui/choice.js';
import { Dialog } from '../../ui/dialog.js';
import { ProblemNotice } from '../../ui/problem-notice.js';
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
      <form
        className="form"
        noValidate
        onSubmit={event => {
          event.preventDefault();
          map.mutate({ source, kind, name, staffId: staffId === '' ? null : staffId });
        }}
      >
        <p>{t('agentNames.what')}</p>
        <Choice
          label={t('agentNames.person')}
          value={staffId}
          options={options.map(({ id, displayName }) => ({ value: id, label: displayName }))}
          onChange={setStaffId}
        />
        <InlineAlert>{t('agentNames.logged')}</InlineAlert>
        <ProblemNotice error={map.error} />
        <div className="form__buttons">
          <Button type="submit" disabled={map.isPending}>
            {t('agentNames.send')}
          </Button>
          <Button variant="secondary" onClick={onClose}>
            {t('common.cancel')}
          </Button>
        </div>
      </form>
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
