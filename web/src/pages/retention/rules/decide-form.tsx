import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Button, InlineAlert, RadioButton, RadioButtonGroup } from 'suomifi-ui-components';
import { answer, api } from '../../../api/client.js';
import type { RuleDecision } from '../../../api/types.js';
import { LongText } from '../../../ui/long-text.js';
import { ProblemNotice } from '../../../ui/problem-notice.js';
import { useForm } from '../../../ui/use-form.js';
import { TASKS_KEY } from '../../tasks/use-tasks.js';

type Outcome = RuleDecision['outcome'];

const OUTCOMES: readonly Outcome[] = ['adopted', 'discarded'];

interface DecideFormProps {
  readonly version: number;
  readonly onDone: (outcome: Outcome) => void;
  readonly onCancel: () => void;
}

/** A second administrator adopts or discards a proposed version, with a reason. */
export function DecideForm({ version, onDone, onCancel }: DecideFormProps) {
  const { t } = useTranslation();
  const decide = useDecide(version, onDone);
  const form = useForm({ outcome: '', reason: '' }, { required: ['outcome', 'reason'] });
  const outcome = OUTCOMES.find(one => one === form.values.outcome);
  return (
    <form
      className="form dialog-acts"
      noValidate
      onSubmit={form.onSubmit(({ reason }) => {
        if (outcome) decide.mutate({ outcome, reason: reason.trim() });
      })}
    >
      <RadioButtonGroup
        name="outcome"
        labelText={t('proposals.outcome')}
        value={outcome ?? ''}
        {...(form.faultOf('outcome') ? { groupStatus: 'error', groupStatusText: t('rules.chooseOutcome') } : {})}
        onChange={chosen => {
          form.set('outcome', chosen);
        }}
      >
        {OUTCOMES.map(one => (
          <RadioButton key={one} value={one} hintText={t(`rules.outcomeHints.${one}`)}>
            {t(`rules.outcomes.${one}`)}
          </RadioButton>
        ))}
      </RadioButtonGroup>
      <LongText labelText={t('fields.reason')} maxLength={1000} {...form.field('reason')} />
      <InlineAlert>{t('rules.logged.decide')}</InlineAlert>
      <ProblemNotice error={decide.error} />
      <div className="form__buttons">
        <Button type="submit" disabled={decide.isPending}>
          {t('rules.decide')}
        </Button>
        <Button variant="secondary" onClick={onCancel}>
          {t('common.cancel')}
        </Button>
      </div>
    </form>
  );
}

function useDecide(version: number, onDone: (outcome: Outcome) => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: RuleDecision) =>
      answer(api.POST('/api/v1/retention/rules/{version}/decision', { params: { path: { version } }, body })),
    onSuccess: async (_, { outcome }) => {
      for (const queryKey of [['retention-rules'], ['due-days'], ['recordings']])
        await client.invalidateQueries({ queryKey });
      await client.invalidateQueries({ queryKey: TASKS_KEY });
      onDone(outcome);
    },
  });
}
