import { useTranslation } from 'react-i18next';
import { TextInput } from 'suomifi-ui-components';
import { answer, api } from '../../../api/client.js';
import { LongText } from '../../../ui/long-text.js';
import { useForm } from '../../../ui/use-form.js';
import { ActForm } from '../../../ui/act-form.js';
import { useCaseAct } from '../use-case-act.js';

interface ForwardFormProps {
  readonly caseId: string;
  readonly onDone: () => void;
  readonly onCancel: () => void;
}

/** Records that the customer was informed whose register the patient data belong to; the own clock goes on (GDPR art. 28(3)(e)). */
export function ForwardForm({ caseId, onDone, onCancel }: ForwardFormProps) {
  const { t } = useTranslation();
  const forward = useCaseAct(caseId, (body: { customer: string; what: string }) => send(caseId, body), onDone);
  const form = useForm({ customer: '', what: '' }, { required: ['customer', 'what'], keptAs: 'forward' });
  return (
    <ActForm
      text={t('rights.forwarding.text')}
      button={t('rights.forwarding.send')}
      isPending={forward.isPending}
      error={forward.error}
      onSubmit={form.onSubmit(({ customer, what }) => {
        forward.mutate({ customer: customer.trim(), what: what.trim() });
      })}
      onCancel={onCancel}
    >
      <TextInput labelText={t('rights.forwarding.customer')} maxLength={200} {...form.field('customer')} />
      <LongText
        labelText={t('rights.forwarding.what')}
        hintText={t('rights.sealedHint')}
        maxLength={4000}
        {...form.field('what')}
      />
    </ActForm>
  );
}

function send(id: string, body: { readonly customer: string; readonly what: string }) {
  return answer(api.POST('/api/v1/rights-requests/{id}/forwarding', { params: { path: { id } }, body }));
}
