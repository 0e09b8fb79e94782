import { useTranslation } from 'react-i18next';
import { RadioButton, RadioButtonGroup } from 'suomifi-ui-components';
import { answer, api } from '../../../api/client.js';
import type { NewPeriodExtension } from '../../../api/types.js';
import { DayField } from '../../../ui/day-field.js';
import { dayOf, isDay } from '../../../ui/format/helsinki.js';
import { LongText } from '../../../ui/long-text.js';
import { useForm } from '../../../ui/use-form.js';
import { ActForm } from '../act-form.js';
import { useCaseAct } from '../use-case-act.js';
import type { ActFormOf } from './handling-acts-bar.js';

const REASONS: readonly NewPeriodExtension['reason'][] = ['complexity', 'number'];

/** The period is extended once, before its first end, when the person has been told and why (GDPR art. 12(3)). */
export function ExtendForm({ rightsCase: { id }, onDone, onCancel }: ActFormOf) {
  const { t } = useTranslation();
  const extend = useCaseAct(id, (body: NewPeriodExtension) => send(id, body), onDone);
  const form = useForm(
    { reason: 'complexity', noticeSentOn: dayOf(new Date()), words: '' },
    {
      required: ['noticeSentOn', 'words'],
      check: ({ noticeSentOn }) => (isDay(noticeSentOn) ? {} : { noticeSentOn: t('form.day') }),
    },
  );
  return (
    <ActForm
      text={t('rights.what.extend')}
      button={t('rights.send.extend')}
      isPending={extend.isPending}
      error={extend.error}
      onSubmit={form.onSubmit(({ reason, noticeSentOn, words }) => {
        const ground = REASONS.find(one => one === reason) ?? 'complexity';
        extend.mutate({ reason: ground, noticeSentOn, words: words.trim() });
      })}
      onCancel={onCancel}
    >
      <RadioButtonGroup
        name="reason"
        labelText={t('rights.extension.why')}
        value={form.values.reason}
        onChange={reason => {
          form.set('reason', reason);
        }}
      >
        {REASONS.map(reason => (
          <RadioButton key={reason} value={reason}>
            {t(`rights.extension.reasons.${reason}`)}
          </RadioButton>
        ))}
      </RadioButtonGroup>
      <DayField
        label={t('rights.extension.noticeSentOn')}
        name="noticeSentOn"
        required
        value={form.values.noticeSentOn}
        problem={form.faultOf('noticeSentOn')}
        onChange={value => {
          form.set('noticeSentOn', value);
        }}
      />
      <LongText
        labelText={t('fields.reason')}
        hintText={t('rights.sealedHint')}
        maxLength={5000}
        {...form.field('words')}
      />
    </ActForm>
  );
}

function send(id: string, body: NewPeriodExtension) {
  return answer(api.POST('/api/v1/rights-requests/{id}/extension', { params: { path: { id } }, body }));
}
