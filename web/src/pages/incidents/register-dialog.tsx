import { useTranslation } from 'react-i18next';
import { answer, api } from '../../api/client.js';
import type { NewIncident } from '../../api/types.js';
import { useMe } from '../../app/session/me.js';
import { ActForm } from '../../ui/act-form.js';
import { Dialog } from '../../ui/dialog.js';
import { LongText } from '../../ui/long-text.js';
import { useForm } from '../../ui/use-form.js';
import { typedMoment } from '../rights-register/registration.js';
import { MomentFields, useMomentCheck } from '../rights/handling/moment-fields.js';
import { momentOf } from '../rights/handling/typed-moment.js';
import { useIncidentAct } from './incident-queries.js';
import { StaffChoice } from './staff-choice.js';

interface RegisterDialogProps {
  /** The finding that it begins with; empty where there is none. */
  readonly findingId: string;
  /** Its list begins with what was looked at in the log. */
  readonly fromLog: boolean;
  readonly onDone: (id: string) => void;
  readonly onClose: () => void;
}

/** Puts a breach on record: since when it is known, by whom, and what happened. */
export function RegisterDialog({ findingId, fromLog, onDone, onClose }: RegisterDialogProps) {
  const { t } = useTranslation();
  const me = useMe();
  const { receivedOn: on, receivedTime: time } = typedMoment(new Date());
  const form = useForm(
    { on, time, awareBy: me.id, description: '' },
    { required: ['on', 'time', 'description'], check: useMomentCheck(), keptAs: 'register incident' },
  );
  const register = useIncidentAct(
    (body: NewIncident) => answer(api.POST('/api/v1/incidents', { body })),
    ({ id }) => {
      onDone(id);
    },
  );
  return (
    <Dialog title={t('incidents.register')} onClose={onClose}>
      <ActForm
        text={t('incidents.what.register')}
        logged={t('incidents.logged.register')}
        button={t('incidents.send.register')}
        isPending={register.isPending}
        error={register.error}
        onSubmit={form.onSubmit(({ awareBy, description, ...moment }) => {
          const known = { awareAt: momentOf(moment), awareBy, description: description.trim() };
          register.mutate(findingId === '' ? known : { ...known, findingId });
        })}
        onCancel={onClose}
      >
        {findingId === '' ? null : <p>{t('incidents.fromFinding')}</p>}
        {fromLog ? <p>{t('incidents.fromLogToCome')}</p> : null}
        <MomentFields onLabel={t('incidents.awareOn')} form={form} />
        <StaffChoice
          label={t('incidents.awareBy')}
          value={form.values.awareBy}
          onChange={value => {
            form.set('awareBy', value);
          }}
        />
        <LongText
          labelText={t('incidents.description')}
          hintText={t('incidents.descriptionHint')}
          maxLength={4000}
          {...form.field('description')}
        />
      </ActForm>
    </Dialog>
  );
}
