import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type SubmitEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Button, InlineAlert, Textarea } from 'suomifi-ui-components';
import { useMe } from '../../app/session/me.js';
import { answer, api } from '../../api/client.js';
import type { NewGrant, StaffMember } from '../../api/types.js';
import { Choice } from '../../ui/choice.js';
import { DayField } from '../../ui/day-field.js';
import { dayOf, isDay } from '../../ui/format/helsinki.js';
import { Logged } from '../../ui/logged.js';
import { ProblemNotice } from '../../ui/problem-notice.js';
import { FromTemplate } from './from-template.js';
import { GrantPurposes, GrantScope } from './grant-scope.js';
import { draftFor, grantOf, type GrantDraft } from './new-grant.js';
import { ROLES } from './role-purposes.js';

interface GrantFormProps {
  readonly person: StaffMember;
  /** `proposed`: a second administrator decides. Null where it was broken off. */
  readonly onDone: (outcome: 'given' | 'proposed' | null) => void;
}

/** Gives a person a role with scope, purposes, days and a reason, or proposes it where two administrators give it. */
export function GrantForm({ person, onDone }: GrantFormProps) {
  const { t } = useTranslation();
  const today = dayOf(new Date());
  const [draft, setDraft] = useState(() => draftFor('agent', today));
  const [sent, setSent] = useState(false);
  const give = useGiveGrant(person.id, onDone);
  const byTwo = useMe().secondPersonRoles.includes(draft.role);
  const change = (some: Partial<GrantDraft>) => {
    setDraft(before => ({ ...before, ...some }));
  };
  const lacksReason = sent && draft.reason.trim() === '';

  const dayProblem = (day: string) => (sent && !isDay(day) ? t('form.day') : undefined);

  function send(event: SubmitEvent): void {
    event.preventDefault();
    setSent(true);
    const complete = draft.reason.trim() !== '' && isDay(draft.fromOn) && isDay(draft.untilOn);
    if (complete) give.mutate(grantOf(draft));
  }

  return (
    <form className="form grant-form" noValidate onSubmit={send}>
      <FromTemplate
        today={today}
        onChoose={template => {
          setDraft(before => ({ ...template, reason: before.reason }));
        }}
      />
      <Choice
        label={t('grants.role')}
        value={draft.role}
        options={ROLES.map(value => ({ value, label: t(`roles.${value}`) }))}
        onChange={value => {
          const role = ROLES.find(one => one === value);
          if (role) setDraft(before => ({ ...draftFor(role, today), reason: before.reason }));
        }}
      />
      <GrantPurposes
        role={draft.role}
        chosen={draft.purposes}
        onChange={purposes => {
          change({ purposes });
        }}
      />
      <GrantScope draft={draft} onChange={change} />
      <div className="form__row">
        <DayField
          label={t('grants.fromOn')}
          value={draft.fromOn}
          problem={dayProblem(draft.fromOn)}
          onChange={fromOn => {
            change({ fromOn });
          }}
        />
        <DayField
          label={t('grants.untilOn')}
          value={draft.untilOn}
          problem={dayProblem(draft.untilOn)}
          onChange={untilOn => {
            change({ untilOn });
          }}
        />
      </div>
      <Textarea
        labelText={t('fields.reason')}
        hintText={t('grants.reasonHint')}
        required
        fullWidth
        status={lacksReason ? 'error' : 'default'}
        statusText={lacksReason ? t('form.required') : ''}
        onChange={event => {
          change({ reason: event.target.value });
        }}
      />
      {byTwo ? <InlineAlert>{t('grants.byTwo')}</InlineAlert> : null}
      <Logged act="grantCreated" />
      <ProblemNotice error={give.error} />
      <div className="form__buttons">
        <Button type="submit" disabled={give.isPending}>
          {byTwo ? t('grants.propose') : t('grants.give')}
        </Button>
        <Button
          variant="secondary"
          onClick={() => {
            onDone(null);
          }}
        >
          {t('common.cancel')}
        </Button>
      </div>
    </form>
  );
}

function useGiveGrant(id: string, onDone: GrantFormProps['onDone']) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: NewGrant) => answer(api.POST('/api/v1/staff/{id}/grants', { params: { path: { id } }, body })),
    onSuccess: async made => {
      await client.invalidateQueries({ queryKey: ['grants', id] });
      await client.invalidateQueries({ queryKey: ['grant-proposals'] });
      onDone('proposalId' in made ? 'proposed' : 'given');
    },
  });
}
