import { useTranslation } from 'react-i18next';
import { answer, api } from '../../../api/client.js';
import type { NewPeriodExtension } from '../../../api/types.js';
import { dayOf } from '../../../ui/format/helsinki.js';
import { useForm } from '../../../ui/use-form.js';
import { ActForm } from '../../../ui/act-form.js';
import { DayOf, RadiosOf, SealedText, useDayCheck } from '../../../ui/form-fields.js';
import { oneOf } from '../one-of.js';
import { useCaseAct } from '../use-case-act.js';
import type { ActFormOf } from './handling-acts-bar.js';

const REASONS = ['complexity', 'number'] as const;

/** The period is extended once, before its first end, when the person has been told and why (GDPR art. 12(3)). */
export function ExtendForm({ rightsCase: { id }, onDone, onCancel }: ActFormOf) {
  const { t } = useTranslation();
  const extend = useCaseAct(id, (body: NewPeriodExtension) => send(id, body), onDone);
  const form = useForm(
    { reason: 'complexity', noticeSentOn: dayOf(new Date()), words: '' },
    { required: ['noticeSentOn', 'words'], check: useDayCheck('noticeSentOn'), keptAs: 'extend' },
  );
  return (
    <ActForm
      text={t('rights.what.extend')}
      button={t('rights.send.extend')}
      isPending={extend.isPending}
      error={extend.error}
      onSubmit={form.onSubmit(({ reason, noticeSentOn, words }) => {
        extend.mutate({ reason: oneOf(REASONS, reason), noticeSentOn, words: words.trim() });
      })}
      onCancel={onCancel}
    >
      <RadiosOf
        form={form}
        name="reason"
        label={t('rights.extension.why')}
        options={REASONS.map(value => ({ value, label: t(`rights.extension.reasons.${value}`) }))}
      />
      <DayOf form={form} name="noticeSentOn" label={t('rights.extension.noticeSentOn')} />
      <SealedText form={form} name="words" most={5000} />
    </ActForm>
  );
}

function send(id: string, body: NewPeriodExtension) {
  return answer(api.POST('/api/v1/rights-requests/{id}/extension', { params: { path: { id } }, body }));
}
