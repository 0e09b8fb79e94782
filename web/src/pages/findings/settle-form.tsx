import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type SubmitEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Button, RadioButton, RadioButtonGroup, Textarea } from 'suomifi-ui-components';
import { answer, api } from '../../api/client.js';
import type { Finding, NewOutcome } from '../../api/types.js';
import { ProblemNotice } from '../../ui/problem-notice.js';
import { TASKS_KEY } from '../tasks/use-tasks.js';

const OUTCOMES: readonly NewOutcome['outcome'][] = ['no-fault', 'corrected', 'instructed', 'sanctioned', 'reported'];

interface SettleFormProps {
  readonly finding: Finding;
  readonly onDone: () => void;
  readonly onCancel: () => void;
}

/** Says how a finding ended, for good. */
export function SettleForm({ finding, onDone, onCancel }: SettleFormProps) {
  const { t } = useTranslation();
  const [outcome, setOutcome] = useState<NewOutcome['outcome'] | null>(null);
  const [text, setText] = useState('');
  const [sent, setSent] = useState(false);
  const settle = useSettle(finding.id, onDone);
  const lacksText = sent && text.trim() === '';

  function send(event: SubmitEvent<HTMLFormElement>): void {
    event.preventDefault();
    setSent(true);
    if (outcome !== null && text.trim() !== '') settle.mutate({ outcome, text });
    else event.currentTarget.querySelector<HTMLElement>(outcome === null ? 'input' : 'textarea')?.focus();
  }

  return (
    <form className="form settle-form" noValidate onSubmit={send}>
      {finding.answer === null ? <p>{t('findings.notAnswered')}</p> : null}
      <RadioButtonGroup
        name="outcome"
        labelText={t('findings.outcome')}
        value={outcome ?? ''}
        {...(sent && outcome === null ? { groupStatus: 'error', groupStatusText: t('findings.chooseOutcome') } : {})}
        onChange={chosen => {
          setOutcome(OUTCOMES.find(one => one === chosen) ?? null);
        }}
      >
        {OUTCOMES.map(one => (
          <RadioButton key={one} value={one}>
            {t(`findings.outcomes.${one}`)}
          </RadioButton>
        ))}
      </RadioButtonGroup>
      <Textarea
        labelText={t('findings.outcomeText')}
        required
        fullWidth
        maxLength={2000}
        status={lacksText ? 'error' : 'default'}
        statusText={lacksText ? t('form.required') : ''}
        onChange={event => {
          setText(event.target.value);
        }}
      />
      <p>{t('findings.settleText')}</p>
      <ProblemNotice error={settle.error} />
      <div className="form__buttons">
        <Button type="submit" disabled={settle.isPending}>
          {t('findings.settle')}
        </Button>
        <Button variant="secondary" onClick={onCancel}>
          {t('common.cancel')}
        </Button>
      </div>
    </form>
  );
}

function useSettle(id: string, onDone: () => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: NewOutcome) =>
      answer(api.POST('/api/v1/audit/findings/{id}/outcome', { params: { path: { id } }, body })),
    onSuccess: async () => {
      for (const queryKey of [['findings'], TASKS_KEY]) await client.invalidateQueries({ queryKey });
      onDone();
    },
  });
}
