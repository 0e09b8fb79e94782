import { useTranslation } from 'react-i18next';
import { TextInput } from 'suomifi-ui-components';
import { ActForm } from '../../ui/act-form.js';
import { Dialog } from '../../ui/dialog.js';
import { RadiosOf } from '../../ui/form-fields.js';
import { LongText } from '../../ui/long-text.js';
import { useForm } from '../../ui/use-form.js';
import { typedMoment } from '../rights-register/registration.js';
import { MomentFields, useMomentCheck } from '../rights/handling/moment-fields.js';
import { useIncidentAct } from './incident-queries.js';
import { GROUNDS, sendAct, type Act } from './acts.js';
import { StaffChoice } from './staff-choice.js';

interface ActDialogProps {
  readonly id: string;
  readonly act: Act;
  /** By whom it is known, as it stands. */
  readonly awareBy: string;
  readonly onDone: () => void;
  readonly onClose: () => void;
}

const WITH_MOMENT = ['awareness', 'notified', 'told'] as const;

/** The form of one thing that can be said about an incident. */
export function ActDialog({ id, act, awareBy, onDone, onClose }: ActDialogProps) {
  const { t } = useTranslation();
  const { receivedOn: on, receivedTime: time } = typedMoment(new Date());
  const check = useMomentCheck();
  const moment = WITH_MOMENT.find(one => one === act);
  const form = useForm(
    { on, time, awareBy, reference: '', ground: GROUNDS[0], reason: '' },
    {
      required: [
        ...(moment ? (['on', 'time'] as const) : []),
        ...(act === 'notified' ? (['reference'] as const) : (['reason'] as const)),
      ],
      ...(moment ? { check } : {}),
      keptAs: `incident ${act} ${id}`,
    },
  );
  const send = useIncidentAct(sendAct(id, act), onDone);
  return (
    <Dialog title={t(`incidents.acts.${act}`)} onClose={onClose}>
      <ActForm
        text={t(`incidents.what.${act}`)}
        logged={t(`incidents.logged.${act}`)}
        button={t(`incidents.send.${act}`)}
        isPending={send.isPending}
        error={send.error}
        onSubmit={form.onSubmit(draft => {
          send.mutate(draft);
        })}
        onCancel={onClose}
      >
        {moment ? <MomentFields onLabel={t(`incidents.momentOf.${moment}`)} form={form} /> : null}
        {act === 'awareness' ? (
          <StaffChoice
            label={t('incidents.awareBy')}
            value={form.values.awareBy}
            onChange={value => {
              form.set('awareBy', value);
            }}
          />
        ) : null}
        {act === 'notified' ? (
          <TextInput
            labelText={t('incidents.reference')}
            hintText={t('incidents.referenceHint')}
            maxLength={120}
            {...form.field('reference')}
          />
        ) : null}
        {act === 'not-told' ? (
          <RadiosOf
            form={form}
            name="ground"
            label={t('incidents.ground')}
            options={GROUNDS.map(value => ({ value, label: t(`incidents.grounds.${value}`) }))}
          />
        ) : null}
        <LongText
          labelText={act === 'notified' ? t('incidents.lateReason') : t('fields.reason')}
          hintText={act === 'notified' ? t('incidents.lateReasonHint') : t('holds.textHint')}
          maxLength={2000}
          {...form.field('reason')}
        />
      </ActForm>
    </Dialog>
  );
}
