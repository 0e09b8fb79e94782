import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type SubmitEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { RadioButton, RadioButtonGroup, Textarea } from 'suomifi-ui-components';
import { ActForm } from '../../ui/act-form.js';
import { answer, api } from '../../api/client.js';
import type { GrantProposal, ProposalDecision } from '../../api/types.js';
import { Dialog } from '../../ui/dialog.js';
import { Fact, Facts } from '../../ui/facts.js';
import { Logged } from '../../ui/logged.js';
import { TASKS_KEY } from '../tasks/use-tasks.js';
import { ProposalWords, ProposedBy } from './proposal-words.js';

const OUTCOMES: readonly ProposalDecision['outcome'][] = ['approved', 'refused'];

interface DecideDialogProps {
  readonly proposal: GrantProposal;
  readonly onClose: () => void;
}

/** A second administrator approves or refuses, with a reason. */
export function DecideDialog({ proposal, onClose }: DecideDialogProps) {
  const { t } = useTranslation();
  const [outcome, setOutcome] = useState<ProposalDecision['outcome'] | null>(null);
  const [reason, setReason] = useState('');
  const [sent, setSent] = useState(false);
  const decide = useDecide(proposal.id, onClose);
  const lacksReason = sent && reason.trim() === '';

  function send(event: SubmitEvent<HTMLFormElement>): void {
    event.preventDefault();
    setSent(true);
    if (outcome !== null && reason.trim() !== '') decide.mutate({ outcome, reason });
    else event.currentTarget.querySelector<HTMLElement>(outcome === null ? 'input' : 'textarea')?.focus();
  }

  return (
    <Dialog title={t('proposals.dialogTitle')} onClose={onClose}>
      <ActForm
        button={t('proposals.send')}
        isPending={decide.isPending}
        error={decide.error}
        onSubmit={send}
        onCancel={onClose}
      >
        <Facts>
          <Fact name={t('proposals.person')}>{proposal.staffName}</Fact>
          <Fact name={t('proposals.what')}>
            <ProposalWords proposal={proposal} />
          </Fact>
          <Fact name={t('proposals.by')}>
            <ProposedBy proposal={proposal} />
          </Fact>
        </Facts>
        <RadioButtonGroup
          name="outcome"
          labelText={t('proposals.outcome')}
          value={outcome ?? ''}
          {...(sent && outcome === null ? { groupStatus: 'error', groupStatusText: t('proposals.chooseOutcome') } : {})}
          onChange={chosen => {
            setOutcome(OUTCOMES.find(one => one === chosen) ?? null);
          }}
        >
          {OUTCOMES.map(one => (
            <RadioButton key={one} value={one}>
              {t(`proposals.outcomes.${one}`)}
            </RadioButton>
          ))}
        </RadioButtonGroup>
        <Textarea
          labelText={t('fields.reason')}
          hintText={t('proposals.reasonHint')}
          required
          fullWidth
          maxLength={1000}
          status={lacksReason ? 'error' : 'default'}
          statusText={lacksReason ? t('form.required') : ''}
          onChange={event => {
            setReason(event.target.value);
          }}
        />
        <Logged act="proposalDecided" />
      </ActForm>
    </Dialog>
  );
}

function useDecide(id: string, onDone: () => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: ProposalDecision) =>
      answer(api.POST('/api/v1/grant-proposals/{id}/decision', { params: { path: { id } }, body })),
    onSuccess: async () => {
      for (const queryKey of [['grant-proposals'], ['grants'], TASKS_KEY]) await client.invalidateQueries({ queryKey });
      onDone();
    },
  });
}
