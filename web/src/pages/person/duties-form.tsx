import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button, Textarea, TextInput } from 'suomifi-ui-components';
import { answer, api } from '../../api/client.js';
import type { ForeseenDuties, NewDuties, PresentDuties } from '../../api/types.js';
import { Choice } from '../../ui/choice.js';
import { DayField } from '../../ui/day-field.js';
import { dayOf, isDay } from '../../ui/format/helsinki.js';
import { ProblemNotice } from '../../ui/problem-notice.js';
import { useForm } from '../../ui/use-form.js';
import { ForeseenChange } from './foreseen-change.js';
import { useStaffNames } from '../staff/use-staff-names.js';

interface DutiesFormProps {
  /** Told of each entry; whether anything of it was new. */
  readonly onEntered: (isNew: boolean) => void;
  readonly staffId: string;
  readonly present: PresentDuties;
}

/** Announces new duties from a day on, in two steps: what they are, and what that will do. */
export function DutiesForm({ staffId, present, onEntered }: DutiesFormProps) {
  const { t } = useTranslation();
  const { people } = useStaffNames();
  const { unit, title, queue, managerId } = present;
  const initial = { unit, title, queue, managerId: managerId ?? '', effectiveOn: dayOf(new Date()), reason: '' };
  const form = useForm(initial, {
    required: ['unit', 'title', 'reason'],
    keptAs: 'duties',
    check: values => (isDay(values.effectiveOn) ? {} : { effectiveOn: t('form.day') }),
  });
  const [step, setStep] = useState<Step | null>(null);
  const foresee = useForesee(staffId, setStep);
  const enter = useEnter(staffId, isNew => {
    setStep(null);
    onEntered(isNew);
  });
  const managers = people.filter(({ id, status }) => status === 'active' && id !== staffId);
  const options = [{ id: '', displayName: t('duties.noManager') }, ...managers];

  if (step) {
    return (
      <ForeseenChange
        foreseen={step.foreseen}
        isPending={enter.isPending}
        error={enter.error}
        onEnter={() => {
          enter.mutate(step.wanted);
        }}
        onBack={() => {
          enter.reset();
          setStep(null);
        }}
      />
    );
  }
  return (
    <form
      className="form"
      noValidate
      onSubmit={form.onSubmit(({ managerId: manager, ...duties }) => {
        foresee.mutate({ ...duties, queue: duties.queue.trim(), managerId: manager === '' ? null : manager });
      })}
    >
      <h3>{t('duties.announce')}</h3>
      <p>{t('duties.announceText')}</p>
      <TextInput labelText={t('duties.unit')} {...form.field('unit')} />
      <TextInput labelText={t('duties.jobTitle')} {...form.field('title')} />
      <TextInput labelText={t('duties.queue')} optionalText={t('form.optional')} {...form.field('queue')} />
      <Choice
        label={t('duties.manager')}
        value={form.values.managerId}
        options={options.map(({ id, displayName }) => ({ value: id, label: displayName }))}
        onChange={value => {
          form.set('managerId', value);
        }}
      />
      <DayField
        label={t('duties.effectiveOn')}
        name="effectiveOn"
        value={form.values.effectiveOn}
        problem={form.faultOf('effectiveOn')}
        onChange={value => {
          form.set('effectiveOn', value);
        }}
      />
      <p>{t('duties.effectiveHint')}</p>
      <Textarea
        labelText={t('duties.reason')}
        {...form.field('reason')}
        onChange={event => {
          form.set('reason', event.target.value);
        }}
      />
      <ProblemNotice error={foresee.error} />
      <div className="form__row">
        <Button type="submit" disabled={foresee.isPending}>
          {t('duties.foresee')}
        </Button>
      </div>
    </form>
  );
}

/** New duties, and what they will do. */
interface Step {
  readonly wanted: NewDuties;
  readonly foreseen: ForeseenDuties;
}

function useForesee(id: string, onForeseen: (step: Step) => void) {
  return useMutation({
    mutationFn: async (wanted: NewDuties) => {
      const { reason: _reason, ...body } = wanted;
      const foreseen = await answer(api.POST('/api/v1/staff/{id}/duties/preview', { params: { path: { id } }, body }));
      return { wanted, foreseen };
    },
    onSuccess: onForeseen,
  });
}

function useEnter(id: string, onEntered: (isNew: boolean) => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: NewDuties) => answer(api.POST('/api/v1/staff/{id}/duties', { params: { path: { id } }, body })),
    onSuccess: async ({ change }) => {
      for (const queryKey of [['duties', id], ['person', id], ['access-reviews']])
        await client.invalidateQueries({ queryKey });
      onEntered(change !== null);
    },
  });
}
