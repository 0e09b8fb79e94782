import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { TextInput } from 'suomifi-ui-components';
import { answer, api } from '../../../api/client.js';
import type { NewMailboxTest } from '../../../api/types.js';
import { isDay } from '../../../ui/format/helsinki.js';
import { useForm } from '../../../ui/use-form.js';
import { typedMoment } from '../../rights-register/registration.js';
import { helsinkiMoment } from '../../to-sort-out/helsinki-moment.js';
import { ActForm } from '../../../ui/act-form.js';
import { DayOf, RadiosOf } from '../../../ui/form-fields.js';
import { momentOf } from '../handling/typed-moment.js';

interface MailboxTestFormProps {
  readonly onDone: () => void;
  readonly onCancel: () => void;
}

/** Keeps that somebody sent a message to the mailbox of requests, and whether it arrived. */
export function MailboxTestForm({ onDone, onCancel }: MailboxTestFormProps) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const { receivedOn: today, receivedTime: now } = typedMoment(new Date());
  const test = useMutation({
    mutationFn: (body: NewMailboxTest) => answer(api.POST('/api/v1/rights-mailbox/tests', { body })),
    gcTime: 0,
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['rights-mailbox'] });
      onDone();
    },
  });
  const form = useForm(
    { sentOn: today, sentTime: now, outcome: 'arrived', arrivedOn: today, arrivedTime: now, note: '' },
    { required: ['sentOn', 'sentTime', 'note'], check: useTestCheck(), keptAs: 'mailbox-test' },
  );
  const hasArrived = form.values.outcome === 'arrived';
  const time = t('rights.register.receivedTime');
  return (
    <ActForm
      text={t('rights.mailbox.text')}
      button={t('rights.mailbox.send')}
      isPending={test.isPending}
      error={test.error}
      onSubmit={form.onSubmit(({ sentOn, sentTime, outcome, arrivedOn, arrivedTime, note }) => {
        const arrivedAt = outcome === 'arrived' ? momentOf({ on: arrivedOn, time: arrivedTime }) : null;
        test.mutate({ sentAt: momentOf({ on: sentOn, time: sentTime }), arrivedAt, note: note.trim() });
      })}
      onCancel={onCancel}
    >
      <div className="form__row">
        <DayOf form={form} name="sentOn" label={t('rights.mailbox.sentOn')} />
        <TextInput labelText={time} maxLength={5} {...form.field('sentTime')} />
      </div>
      <RadiosOf
        form={form}
        name="outcome"
        label={t('rights.mailbox.arrival')}
        options={(['arrived', 'notArrived'] as const).map(value => ({ value, label: t(`rights.mailbox.${value}`) }))}
      />
      {hasArrived ? (
        <div className="form__row">
          <DayOf form={form} name="arrivedOn" label={t('rights.mailbox.arrivedOn')} />
          <TextInput labelText={time} maxLength={5} {...form.field('arrivedTime')} />
        </div>
      ) : null}
      <TextInput
        labelText={t('rights.mailbox.note')}
        hintText={t('rights.mailbox.noteHint')}
        maxLength={300}
        {...form.field('note')}
      />
    </ActForm>
  );
}

/** Says which days and times are none. */
function useTestCheck() {
  const { t } = useTranslation();
  const faults = (which: 'sent' | 'arrived', on: string, time: string) => ({
    ...(isDay(on) ? {} : { [`${which}On`]: t('form.day') }),
    ...(isDay(on) && helsinkiMoment(on, time) === null ? { [`${which}Time`]: t('rights.register.badTime') } : {}),
  });
  return (typed: Readonly<Record<'sentOn' | 'sentTime' | 'outcome' | 'arrivedOn' | 'arrivedTime', string>>) => ({
    ...faults('sent', typed.sentOn, typed.sentTime),
    ...(typed.outcome === 'arrived' ? faults('arrived', typed.arrivedOn, typed.arrivedTime) : {}),
  });
}
