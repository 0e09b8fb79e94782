import { useEffect, useRef, useState, type SubmitEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Button, InlineAlert, Textarea } from 'suomifi-ui-components';
import { Choice } from '../../ui/choice.js';
import { DayField } from '../../ui/day-field.js';
import { addDays, dayOf, isDay } from '../../ui/format/helsinki.js';
import { ProblemNotice } from '../../ui/problem-notice.js';
import { useStaffNames } from '../staff/use-staff-names.js';
import type { useMark } from './round-queries.js';

/** Days that who answers for a finding has, unless others are chosen. */
const USUAL_DAYS = 14;

interface FindingFormProps {
  readonly eventId: string;
  readonly mark: ReturnType<typeof useMark>;
  readonly onDone: () => void;
  readonly onClose: () => void;
}

/** Records a finding: what was found, who answers for it, and until when. Not in a modal dialog: the lists of suomifi fields would open beneath it. */
export function FindingForm({ eventId, mark, onDone, onClose }: FindingFormProps) {
  const { t } = useTranslation();
  const today = dayOf(new Date());
  const [draft, setDraft] = useState({ text: '', ownerId: '', dueOn: addDays(today, USUAL_DAYS) });
  const [sent, setSent] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    form.current?.querySelector('textarea')?.focus();
  }, []);
  const dayFault = isDay(draft.dueOn) ? (draft.dueOn < today ? t('findings.dueOver') : undefined) : t('form.day');
  const isComplete = draft.text.trim() !== '' && draft.ownerId !== '' && dayFault === undefined;
  const lacks = (name: 'text' | 'ownerId') => sent && draft[name].trim() === '';

  function send(event: SubmitEvent<HTMLFormElement>): void {
    event.preventDefault();
    setSent(true);
    if (isComplete) mark.mutate({ eventId, mark: 'finding', ...draft }, { onSuccess: onDone });
    else if (draft.text.trim() === '') event.currentTarget.querySelector('textarea')?.focus();
  }

  return (
    <form className="form finding-form" aria-label={t('rounds.finding')} noValidate onSubmit={send} ref={form}>
      <Textarea
        labelText={t('findings.text')}
        hintText={t('findings.textHint')}
        required
        fullWidth
        maxLength={2000}
        status={lacks('text') ? 'error' : 'default'}
        statusText={lacks('text') ? t('form.required') : ''}
        onChange={event => {
          setDraft(before => ({ ...before, text: event.target.value }));
        }}
      />
      <Owner
        value={draft.ownerId}
        isMissing={lacks('ownerId')}
        onChange={ownerId => {
          setDraft(before => ({ ...before, ownerId }));
        }}
      />
      <DayField
        label={t('findings.dueOn')}
        value={draft.dueOn}
        problem={sent ? dayFault : undefined}
        onChange={dueOn => {
          setDraft(before => ({ ...before, dueOn }));
        }}
      />
      <InlineAlert>{t('findings.logged')}</InlineAlert>
      <ProblemNotice error={mark.variables?.mark === 'finding' ? mark.error : null} />
      <div className="form__buttons">
        <Button type="submit" disabled={mark.isPending}>
          {t('findings.record')}
        </Button>
        <Button variant="secondary" onClick={onClose}>
          {t('common.cancel')}
        </Button>
      </div>
    </form>
  );
}

interface OwnerProps {
  readonly value: string;
  readonly isMissing: boolean;
  readonly onChange: (id: string) => void;
}

/** Who answers for the finding: anybody who is at work. */
function Owner({ value, isMissing, onChange }: OwnerProps) {
  const { t } = useTranslation();
  const { people } = useStaffNames();
  const active = people.filter(({ status }) => status === 'active');
  return (
    <div>
      <Choice
        label={t('findings.owner')}
        value={value}
        options={[
          { value: '', label: t('findings.chooseOwner') },
          ...active.map(({ id, displayName, unit }) => ({ value: id, label: `${displayName}, ${unit}` })),
        ]}
        onChange={onChange}
      />
      {isMissing ? (
        <p className="form__fault" role="alert">
          {t('findings.ownerMissing')}
        </p>
      ) : null}
    </div>
  );
}
