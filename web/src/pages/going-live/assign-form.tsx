import { useTranslation } from 'react-i18next';
import { answer, api } from '../../api/client.js';
import type { GoingLive, OpenFinding } from '../../api/types.js';
import { ActForm } from '../../ui/act-form.js';
import { ChoiceOf, DayOf, useDayCheck } from '../../ui/form-fields.js';
import { useForm } from '../../ui/use-form.js';
import { useOwners } from '../promises/incident-forms.js';
import { useSend } from './use-send.js';

export interface FindingFormProps {
  readonly finding: OpenFinding;
  readonly onDone: (state: GoingLive) => void;
  readonly onCancel: () => void;
}

/** Says who decides an open finding, and by when. */
export function AssignForm({ finding: { finding, ownerId, dueOn }, onDone, onCancel }: FindingFormProps) {
  const { t } = useTranslation();
  const owners = useOwners();
  const form = useForm(
    { ownerId: ownerId ?? '', dueOn: dueOn ?? '' },
    { required: ['ownerId', 'dueOn'], check: useDayCheck('dueOn'), keptAs: `going-live owner ${finding}` },
  );
  const send = useSend(onDone, (body: { ownerId: string; dueOn: string }) =>
    answer(api.PUT('/api/v1/going-live/{finding}/owner', { params: { path: { finding } }, body })),
  );
  return (
    <ActForm
      logged={t('goingLive.logged.assign')}
      button={t('goingLive.send.assign')}
      isPending={send.isPending}
      error={send.error}
      onSubmit={form.onSubmit(values => {
        send.mutate(values);
      })}
      onCancel={onCancel}
    >
      <ChoiceOf
        form={form}
        name="ownerId"
        label={t('goingLive.owner')}
        options={[{ value: '', label: t('goingLive.chooseOwner') }, ...owners]}
      />
      <DayOf form={form} name="dueOn" label={t('goingLive.dueOn')} />
    </ActForm>
  );
}
