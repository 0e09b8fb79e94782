import { useTranslation } from 'react-i18next';
import { RadioButton, RadioButtonGroup } from 'suomifi-ui-components';
import { answer, api } from '../../../api/client.js';
import type { NewStop } from '../../../api/types.js';
import { LongText } from '../../../ui/long-text.js';
import { useForm } from '../../../ui/use-form.js';
import { typedMoment } from '../../rights-register/registration.js';
import { ActForm } from '../act-form.js';
import { useCaseAct } from '../use-case-act.js';
import type { ActFormOf } from './handling-acts-bar.js';
import { MomentFields, useMomentCheck } from './moment-fields.js';
import { momentOf } from './typed-moment.js';

const KINDS: readonly NewStop['kind'][] = ['identity', 'clarification'];

/** The clock stops when the person is asked who they are, or what they mean. */
export function StopForm({ rightsCase: { id }, onDone, onCancel }: ActFormOf) {
  const { t } = useTranslation();
  const stop = useCaseAct(id, (body: NewStop) => send(id, body), onDone);
  const { receivedOn: on, receivedTime: time } = typedMoment(new Date());
  const form = useForm(
    { kind: 'identity', on, time, question: '' },
    { required: ['on', 'time', 'question'], check: useMomentCheck() },
  );
  return (
    <ActForm
      text={t('rights.what.stop')}
      button={t('rights.send.stop')}
      isPending={stop.isPending}
      error={stop.error}
      onSubmit={form.onSubmit(values => {
        const kind = KINDS.find(one => one === values.kind) ?? 'identity';
        stop.mutate({ kind, stoppedAt: momentOf(values), question: values.question.trim() });
      })}
      onCancel={onCancel}
    >
      <RadioButtonGroup
        name="kind"
        labelText={t('rights.stops.why')}
        value={form.values.kind}
        onChange={kind => {
          form.set('kind', kind);
        }}
      >
        {KINDS.map(kind => (
          <RadioButton key={kind} value={kind} hintText={t(`rights.stops.hints.${kind}`)}>
            {t(`rights.stops.kinds.${kind}`)}
          </RadioButton>
        ))}
      </RadioButtonGroup>
      <MomentFields onLabel={t('rights.stops.askedOn')} form={form} />
      <LongText
        labelText={t('rights.stops.question')}
        hintText={t('rights.sealedHint')}
        maxLength={5000}
        {...form.field('question')}
      />
    </ActForm>
  );
}

function send(id: string, body: NewStop) {
  return answer(api.POST('/api/v1/rights-requests/{id}/stops', { params: { path: { id } }, body }));
}
