import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Button, Textarea, TextInput } from 'suomifi-ui-components';
import { answer, api } from '../../api/client.js';
import type { NewDuties, PresentDuties } from '../../api/types.js';
import { Choice } from '../../ui/choice.js';
import { DayField } from '../../ui/day-field.js';
import { dayOf, isDay } from '../../ui/format/helsinki.js';
import { ProblemNotice } from '../../ui/problem-notice.js';
import { useForm } from '../../ui/use-form.js';
import { useStaffNames } from '../staff/use-staff-names.js';

interface DutiesFormProps {
  readonly staffId: string;
  readonly present: PresentDuties;
}

/** Announces new duties from a day on. */
export function DutiesForm({ staffId, present }: DutiesFormProps) {
  const { t } = useTranslation();
  const { people } = useStaffNames();
  const { unit, title, queue, managerId } = present;
  const initial = { unit, title, queue, managerId: managerId ?? '', effectiveOn: dayOf(new Date()), reason: '' };
  const form = useForm(initial, {
    required: ['unit', 'title', 'reason'],
    keptAs: 'duties',
    check: values => (isDay(values.effectiveOn) ? {} : { effectiveOn: t('form.day') }),
  });
  const enter = useEnter(staffId);
  const managers = people.filter(({ id, status }) => status === 'active' && id !== staffId);
  const options = [{ id: '', displayName: t('duties.noManager') }, ...managers];

  return (
    <form
      className="form"
      noValidate
      onSubmit={form.onSubmit(({ managerId: manager, ...duties }) => {
        enter.mutate({ ...duties, queue: duties.queue.trim(), managerId: manager === '' ? null : manager });
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
      <ProblemNotice error={enter.error} />
      <div className="form__row">
        <Button type="submit" disabled={enter.isPending}>
          {t('duties.save')}
        </Button>
        <span role="status">
          {enter.isSuccess ? t(enter.data.change === null ? 'duties.nothingNew' : 'duties.saved') : ''}
        </span>
      </div>
    </form>
  );
}

function useEnter(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: NewDuties) => answer(api.POST('/api/v1/staff/{id}/duties', { params: { path: { id } }, body })),
    onSuccess: async () => {
      for (const queryKey of [['duties', id], ['person', id], ['access-reviews']])
        await client.invalidateQueries({ queryKey });
    },
  });
}
