import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type SubmitEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Button, Checkbox, CheckboxGroup, Textarea } from 'suomifi-ui-components';
import { answer, api } from '../../api/client.js';
import type { NewGrant, Purpose, Role, StaffMember } from '../../api/types.js';
import { Choice } from '../../ui/choice.js';
import { DayField } from '../../ui/day-field.js';
import { dayOf, isDay } from '../../ui/format/helsinki.js';
import { ProblemNotice } from '../../ui/problem-notice.js';
import { draftFor, grantOf, type GrantDraft } from './new-grant.js';
import { PURPOSES_OF_ROLE, ROLES } from './role-purposes.js';

interface GrantFormProps {
  readonly person: StaffMember;
  readonly onDone: () => void;
}

/** Gives a person a role with scope, purposes, days and a reason. */
export function GrantForm({ person, onDone }: GrantFormProps) {
  const { t } = useTranslation();
  const today = dayOf(new Date());
  const [draft, setDraft] = useState(() => draftFor('agent', today));
  const [sent, setSent] = useState(false);
  const give = useGiveGrant(person.id, onDone);
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
      <Choice
        label={t('grants.role')}
        value={draft.role}
        options={ROLES.map(value => ({ value, label: t(`roles.${value}`) }))}
        onChange={value => {
          const role = ROLES.find(one => one === value);
          if (role) setDraft(before => ({ ...draftFor(role, today), reason: before.reason }));
        }}
      />
      <Purposes
        role={draft.role}
        chosen={draft.purposes}
        onChange={purposes => {
          change({ purposes });
        }}
      />
      <Scope draft={draft} onChange={change} />
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
      <ProblemNotice error={give.error} />
      <div className="form__buttons">
        <Button type="submit" disabled={give.isPending}>
          {t('grants.give')}
        </Button>
        <Button variant="secondary" onClick={onDone}>
          {t('common.cancel')}
        </Button>
      </div>
    </form>
  );
}

function useGiveGrant(id: string, onDone: () => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: NewGrant) => answer(api.POST('/api/v1/staff/{id}/grants', { params: { path: { id } }, body })),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['grants', id] });
      onDone();
    },
  });
}

interface PurposesProps {
  readonly role: Role;
  readonly chosen: readonly Purpose[];
  readonly onChange: (purposes: readonly Purpose[]) => void;
}

function Purposes({ role, chosen, onChange }: PurposesProps) {
  const { t } = useTranslation();
  const possible = PURPOSES_OF_ROLE[role];
  if (possible.length === 0) return <p>{t('grants.hearsNothing')}</p>;
  return (
    <CheckboxGroup labelText={t('grants.purposes')}>
      {possible.map(purpose => (
        <Checkbox
          key={purpose}
          checked={chosen.includes(purpose)}
          onClick={({ checkboxState }) => {
            onChange(possible.filter(one => (one === purpose ? checkboxState : chosen.includes(one))));
          }}
        >
          {t(`purposes.${purpose}.name`)}
        </Checkbox>
      ))}
    </CheckboxGroup>
  );
}

interface ScopeProps {
  readonly draft: GrantDraft;
  readonly onChange: (some: Partial<GrantDraft>) => void;
}

/** The scope limits what is heard; a role that hears nothing has none. */
function Scope({ draft: { role, ownCallsOnly }, onChange }: ScopeProps) {
  const { t } = useTranslation();
  if (PURPOSES_OF_ROLE[role].length === 0) return null;
  return (
    <>
      <Checkbox
        checked={ownCallsOnly}
        onClick={({ checkboxState }) => {
          onChange({ ownCallsOnly: checkboxState });
        }}
      >
        {t('grants.ownCallsOnly')}
      </Checkbox>
      <Textarea
        labelText={t('grants.queuesField')}
        hintText={t('grants.namesHint')}
        fullWidth
        onChange={event => {
          onChange({ queues: event.target.value });
        }}
      />
      <Textarea
        labelText={t('grants.unitsField')}
        hintText={t('grants.namesHint')}
        fullWidth
        onChange={event => {
          onChange({ units: event.target.value });
        }}
      />
    </>
  );
}
