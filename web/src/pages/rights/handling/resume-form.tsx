import { useTranslation } from 'react-i18next';
import { answer, api } from '../../../api/client.js';
import type { StopEnd } from '../../../api/types.js';
import { useFormat } from '../../../ui/format/use-format.js';
import { useForm } from '../../../ui/use-form.js';
import { typedMoment } from '../../rights-register/registration.js';
import { ActForm } from '../../../ui/act-form.js';
import { SealedText } from '../../../ui/form-fields.js';
import { useCaseAct } from '../use-case-act.js';
import type { ActFormOf } from './handling-acts-bar.js';
import { MomentFields, useMomentCheck } from './moment-fields.js';
import { momentOf } from './typed-moment.js';

/** The clock goes on when the person has replied, or waiting was found needless. */
export function ResumeForm({ rightsCase: { id, stops }, onDone, onCancel }: ActFormOf) {
  const { t } = useTranslation();
  const format = useFormat();
  const running = stops.find(({ resumedAt }) => resumedAt === null);
  const resume = useCaseAct(id, (body: StopEnd) => send(id, running?.id ?? '', body), onDone);
  const { receivedOn: on, receivedTime: time } = typedMoment(new Date());
  const form = useForm(
    { on, time, answer: '' },
    { required: ['on', 'time', 'answer'], check: useMomentCheck(), keptAs: 'resume' },
  );
  if (!running) return null;
  const kind = t(`rights.stops.kinds.${running.kind}`);
  return (
    <ActForm
      text={t('rights.what.resume', { kind, at: format.dateTime(running.stoppedAt) })}
      button={t('rights.send.resume')}
      isPending={resume.isPending}
      error={resume.error}
      onSubmit={form.onSubmit(values => {
        resume.mutate({ resumedAt: momentOf(values), answer: values.answer.trim() });
      })}
      onCancel={onCancel}
    >
      <MomentFields onLabel={t('rights.stops.answeredOn')} form={form} />
      <SealedText form={form} name="answer" label={t('rights.stops.answer')} most={5000} />
    </ActForm>
  );
}

function send(id: string, stopId: string, body: StopEnd) {
  const params = { path: { id, stopId } };
  return answer(api.POST('/api/v1/rights-requests/{id}/stops/{stopId}/end', { params, body }));
}
