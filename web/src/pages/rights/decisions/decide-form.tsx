import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Checkbox, RadioButton, RadioButtonGroup } from 'suomifi-ui-components';
import { answer, api } from '../../../api/client.js';
import type { Claim, NewClaimDecision } from '../../../api/types.js';
import { Choice } from '../../../ui/choice.js';
import { LongText } from '../../../ui/long-text.js';
import { useForm } from '../../../ui/use-form.js';
import { ActForm } from '../../../ui/act-form.js';
import { groundsOf, mayLeaveReasonsOut } from '../grounds.js';
import { useCaseAct } from '../use-case-act.js';
import { decisionOf, groundOf, OUTCOMES, refuses, type DecisionDraft } from './decision-draft.js';

interface DecideFormProps {
  readonly caseId: string;
  readonly claim: Claim;
  readonly onDone: () => void;
  readonly onCancel: () => void;
}

/** Decides on a right; a refusal, also of a part, has a ground and reasons. A second person confirms it. */
export function DecideForm({ caseId, claim, onDone, onCancel }: DecideFormProps) {
  const { t } = useTranslation();
  const { right } = claim;
  const [leavesOut, setLeavesOut] = useState(claim.reasonsLeftOut);
  const decide = useCaseAct(caseId, (body: NewClaimDecision) => send(caseId, claim.id, body), onDone);
  const initial: DecisionDraft = {
    outcome: claim.outcome ?? 'granted',
    ground: claim.ground ?? groundOf(right, '') ?? '',
    reasons: claim.reasons ?? '',
  };
  const form = useForm(initial, {
    required: [],
    keptAs: `decide ${claim.id}`,
    check: ({ outcome, reasons }: DecisionDraft) =>
      refuses(outcome) && reasons.trim() === '' ? { reasons: t('form.required') } : {},
  });
  const { outcome, ground } = form.values;
  return (
    <ActForm
      text={t('rights.decisions.text')}
      button={t('rights.decisions.send')}
      isPending={decide.isPending}
      error={decide.error}
      onSubmit={form.onSubmit(draft => {
        decide.mutate(decisionOf(right, draft, leavesOut));
      })}
      onCancel={onCancel}
    >
      <RadioButtonGroup
        name="outcome"
        labelText={t(`rights.right.${right}.name`)}
        value={outcome}
        onChange={value => {
          form.set('outcome', value);
        }}
      >
        {OUTCOMES.map(one => (
          <RadioButton key={one} value={one}>
            {t(`rights.outcomes.${one}`)}
          </RadioButton>
        ))}
      </RadioButtonGroup>
      {refuses(outcome) ? (
        <Choice
          label={t('fields.ground')}
          value={ground}
          options={groundsOf(right).map(value => ({ value, label: t(`rights.grounds.${value}`) }))}
          onChange={value => {
            form.set('ground', value);
          }}
        />
      ) : null}
      <LongText
        labelText={t('fields.reason')}
        hintText={t('rights.decisions.reasonsHint')}
        maxLength={4000}
        {...form.field('reasons')}
      />
      {refuses(outcome) && mayLeaveReasonsOut(ground) ? (
        <Checkbox
          checked={leavesOut}
          hintText={t('rights.decisions.leaveOutHint')}
          onClick={({ checkboxState }) => {
            setLeavesOut(checkboxState);
          }}
        >
          {t('rights.decisions.leaveOut')}
        </Checkbox>
      ) : null}
    </ActForm>
  );
}

function send(id: string, claimId: string, body: NewClaimDecision) {
  const params = { path: { id, claimId } };
  return answer(api.POST('/api/v1/rights-requests/{id}/claims/{claimId}/decision', { params, body }));
}
