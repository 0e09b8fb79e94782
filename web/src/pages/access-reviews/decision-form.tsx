import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type SubmitEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Button, Textarea } from 'suomifi-ui-components';
import { answer, api } from '../../api/client.js';
import type { NewDecision, ReviewedItem } from '../../api/types.js';
import { Choice } from '../../ui/choice.js';
import { DayField } from '../../ui/day-field.js';
import { Logged } from '../../ui/logged.js';
import { ProblemNotice } from '../../ui/problem-notice.js';
import { GrantPurposes, GrantScope } from '../person/grant-scope.js';
import { TASKS_KEY } from '../tasks/use-tasks.js';
import { narrowedOf, narrowingOf } from './narrowing.js';

interface DecisionFormProps {
  readonly reviewId: string;
  readonly item: ReviewedItem;
}

/** Keeps, narrows or revokes one grant, with the reason. A decision is final. */
export function DecisionForm({ reviewId, item }: DecisionFormProps) {
  const { t } = useTranslation();
  const { grant, mayDecide } = item;
  const [decision, setDecision] = useState(mayDecide[0] ?? 'revoke');
  const [reason, setReason] = useState('');
  const [sent, setSent] = useState(false);
  const [left, setLeft] = useState(() => narrowingOf(grant));
  const decide = useDecide(reviewId);
  const missing = sent && reason.trim() === '';

  function send(event: SubmitEvent<HTMLFormElement>): void {
    event.preventDefault();
    setSent(true);
    if (reason.trim() === '') event.currentTarget.querySelector('textarea')?.focus();
    else {
      const narrowed = decision === 'narrow' ? { narrowed: narrowedOf(left) } : {};
      decide.mutate({ grantId: grant.id, decision, reason, ...narrowed });
    }
  }

  return (
    <form className="form" noValidate onSubmit={send}>
      <Choice
        label={t('accessReviews.decision')}
        value={decision}
        options={mayDecide.map(value => ({ value, label: t(`accessReviews.decisions.${value}`) }))}
        onChange={value => {
          setDecision(mayDecide.find(one => one === value) ?? decision);
        }}
      />
      {decision === 'narrow' ? (
        <fieldset>
          <legend>{t('accessReviews.narrowed')}</legend>
          <GrantPurposes
            role={grant.role}
            chosen={left.purposes}
            onChange={purposes => {
              setLeft(before => ({ ...before, purposes }));
            }}
          />
          <GrantScope
            draft={left}
            onChange={({ ownCallsOnly, queues, units }) => {
              setLeft(before => ({
                ...before,
                ownCallsOnly: ownCallsOnly ?? before.ownCallsOnly,
                queues: queues ?? before.queues,
                units: units ?? before.units,
              }));
            }}
          />
          <DayField
            label={t('accessReviews.untilOn')}
            value={left.untilOn}
            onChange={untilOn => {
              setLeft(before => ({ ...before, untilOn }));
            }}
          />
        </fieldset>
      ) : null}
      <Textarea
        labelText={t('accessReviews.reason')}
        hintText={t('accessReviews.reasonHint')}
        required
        fullWidth
        maxLength={1000}
        value={reason}
        status={missing ? 'error' : 'default'}
        statusText={missing ? t('form.required') : ''}
        onChange={event => {
          setReason(event.target.value);
        }}
      />
      <Logged act="reviewDecided" />
      <ProblemNotice error={decide.error} />
      <div className="form__row">
        <Button type="submit" disabled={decide.isPending}>
          {t('accessReviews.decide')}
        </Button>
        <span role="status">{decide.isSuccess ? t('accessReviews.decided') : ''}</span>
      </div>
    </form>
  );
}

function useDecide(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (decision: NewDecision) =>
      answer(
        api.POST('/api/v1/access-reviews/{id}/decisions', {
          params: { path: { id } },
          body: { decisions: [decision] },
        }),
      ),
    onSuccess: async review => {
      client.setQueryData(['access-review', id], review);
      for (const queryKey of [['access-reviews'], TASKS_KEY]) await client.invalidateQueries({ queryKey });
    },
  });
}
