import { skipToken } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { TextInput } from 'suomifi-ui-components';
import { answer, api } from '../../../api/client.js';
import type { NewCorrection } from '../../../api/types.js';
import { Loading } from '../../../ui/loading.js';
import { ProblemNotice } from '../../../ui/problem-notice.js';
import { useForm } from '../../../ui/use-form.js';
import { ActForm } from '../../../ui/act-form.js';
import { useOpened } from '../../../ui/use-opened.js';
import { useCase } from '../case-in-view.js';
import { ChoiceOf, SealedText } from '../../../ui/form-fields.js';
import { useCaseAct } from '../use-case-act.js';
import { correctablesOf } from './correctables.js';
import { useIncluded } from './effect-choices.js';

interface CorrectionFormProps {
  readonly onDone: () => void;
  readonly onCancel: () => void;
}

/** Corrects one piece of what is kept of a call (GDPR art. 16); the sound is never changed. */
export function CorrectionForm({ onDone, onCancel }: CorrectionFormProps) {
  const { t } = useTranslation();
  const included = useIncluded();
  const form = useForm(
    { recordingId: '', what: '', value: '', why: '' },
    { required: ['why'], check: useValueCheck(), keptAs: 'correction' },
  );
  const recordingId = form.values.recordingId || (included[0]?.value ?? '');
  const { data, error, isPending, refetch } = useDetails(recordingId);
  const { rightsCase } = useCase();
  const correct = useCaseAct(rightsCase.id, (body: NewCorrection) => send(rightsCase.id, body), onDone);
  const nameOf = useCorrectableName();
  if (included.length === 0) return <p>{t('rights.copies.none')}</p>;
  const correctables = data ? correctablesOf(data) : [];
  const what = correctables.find(({ key }) => key === form.values.what) ?? correctables[0];
  return (
    <ActForm
      text={t('rights.effects.what.correction')}
      button={t('rights.effects.send.correction')}
      isPending={correct.isPending || !what}
      error={correct.error}
      onSubmit={form.onSubmit(({ value, why }) => {
        if (!what) return;
        const { partyId, field } = what;
        const text = value.trim();
        correct.mutate({ recordingId, partyId, field, value: text === '' ? null : text, why: why.trim() });
      })}
      onCancel={onCancel}
    >
      <ChoiceOf
        form={{ ...form, values: { ...form.values, recordingId } }}
        name="recordingId"
        label={t('rights.effects.recording')}
        options={included}
      />
      {isPending ? <Loading /> : null}
      <ProblemNotice error={error} onRetry={() => void refetch()} />
      {what ? (
        <ChoiceOf
          form={{ ...form, values: { ...form.values, what: what.key } }}
          name="what"
          label={t('rights.effects.whatIsWrong')}
          options={correctables.map(one => ({ value: one.key, label: nameOf(one) }))}
        />
      ) : null}
      <TextInput
        labelText={t('rights.effects.rightValue')}
        hintText={t('rights.effects.rightValueHint')}
        autoComplete="off"
        maxLength={254}
        {...form.field('value')}
      />
      <SealedText form={form} name="why" />
    </ActForm>
  );
}

/** What the call is about, without anything that is personal: fields stay masked. The look is an event. */
function useDetails(id: string) {
  const params = { path: { id } };
  return useOpened(
    ['recording', id],
    id === '' ? skipToken : () => answer(api.GET('/api/v1/recordings/{id}', { params })),
  );
}

function useCorrectableName() {
  const { t } = useTranslation();
  return ({ party, field, partyNumber }: ReturnType<typeof correctablesOf>[number]) => {
    if (party === null) return t(`fields.${field}`);
    const whose = [t(`partyKinds.${party}`), partyNumber].filter(Boolean).join(' ');
    return `${whose} · ${t(`fields.${field}`)}`;
  };
}

/** A unit is never taken away. */
function useValueCheck() {
  const { t } = useTranslation();
  return ({ what, value }: { readonly what: string; readonly value: string }): { value?: string } =>
    what === 'unit' && value.trim() === '' ? { value: t('form.required') } : {};
}

function send(id: string, body: NewCorrection) {
  return answer(api.POST('/api/v1/rights-requests/{id}/corrections', { params: { path: { id } }, body }));
}
