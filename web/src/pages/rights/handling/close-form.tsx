import { useTranslation } from 'react-i18next';
import { answer, api } from '../../../api/client.js';
import { useForm } from '../../../ui/use-form.js';
import { ActForm } from '../../../ui/act-form.js';
import { SealedText } from '../../../ui/form-fields.js';
import { useCaseAct } from '../use-case-act.js';
import type { ActFormOf } from './handling-acts-bar.js';

/** Closes a case that is answered. */
export function CloseForm({ rightsCase: { id }, onDone, onCancel }: ActFormOf) {
  const { t } = useTranslation();
  const close = useCaseAct(id, (note: string) => send(id, note), onDone);
  const form = useForm({ note: '' }, { required: [], keptAs: 'close' });
  return (
    <ActForm
      text={t('rights.what.close')}
      button={t('rights.send.close')}
      isPending={close.isPending}
      error={close.error}
      onSubmit={form.onSubmit(({ note }) => {
        close.mutate(note.trim());
      })}
      onCancel={onCancel}
    >
      <SealedText form={form} name="note" label={t('rights.closingNote')} most={5000} />
    </ActForm>
  );
}

function send(id: string, note: string) {
  const body = note === '' ? {} : { note };
  return answer(api.POST('/api/v1/rights-requests/{id}/closing', { params: { path: { id } }, body }));
}
