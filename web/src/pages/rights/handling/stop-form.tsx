import { useTranslation } from 'react-i18next';
import { answer, api } from '../../../api/client.js';
import type { NewStop } from '../../../api/types.js';
import { useForm } from '../../../ui/use-form.js';
import { typedMoment } from '../../rights-register/registration.js';
import { ActForm } from '../../../ui/act-form.js';
import { RadiosOf, SealedText } from '../../../ui/form-fields.js';
import { oneOf } from '../one-of.js';
import { useCaseAct } from '../use-case-act.js';
import type { ActFormOf } from './handling-acts-bar.js';
import { MomentFields, useMomentCheck } from './moment-fields.js';
import { momentOf } from './typed-moment.js';

const KINDS = ['identity', 'clarification'] as const;

/** The clock stops when the person is asked who they are, or what they mean. */
export function StopForm({ rightsCase: { id }, onDone, onCancel }: ActFormOf) {
  const { t } = useTranslation();
  const stop = useCaseAct(id, (body: NewStop) => send(id, body), onDone);
  const { receivedOn: on, receivedTime: time } = typedMoment(new Date());
  const form = useForm(
    { kind: 'identity', on, time, question: '' },
    { required: ['on', 'time', 'question'], check: useMomentCheck(), keptAs: 'stop' },
  );
  return (
    <ActForm
      text={t('rights.what.stop')}
      button={t('rights.send.stop')}
      isPending={stop.isPending}
      error={stop.error}
      onSubmit={form.onSubmit(values => {
        const kind = oneOf(KINDS, values.kind);
        stop.mutate({ kind, stoppedAt: momentOf(values), question: values.question.trim() });
      })}
      onCancel={onCancel}
    >
      <RadiosOf
        form={form}
        name="kind"
        label={t('rights.stops.why')}
        options={KINDS.map(value => ({
          value,
          label: t(`rights.stops.kinds.${value}`),
          hint: t(`rights.stops.hints.${value}`),
        }))}
      />
      <MomentFields onLabel={t('rights.stops.askedOn')} form={form} />
      <SealedText form={form} name="question" label={t('rights.stops.question')} most={5000} />
    </ActForm>
  );
}

function send(id: string, body: NewStop) {
  return answer(api.POST('/api/v1/rights-requests/{id}/stops', { params: { path: { id } }, body }));
}
