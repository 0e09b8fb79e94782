import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useForm } from '../../../ui/use-form.js';
import { ActForm } from '../../../ui/act-form.js';
import { useCase } from '../case-in-view.js';
import { ChoiceOf, SealedText } from '../../../ui/form-fields.js';
import { isDay } from '../../../ui/format/helsinki.js';
import { useCaseAct } from '../use-case-act.js';
import type { EffectAct } from './effect-acts.js';
import { sendEffect } from './effect-calls.js';
import { PurposesChoice, RecordingsChoice, useIncluded } from './effect-choices.js';
import { choiceFault, daysOf, draftOf, type BlockablePurpose, type EffectDraft } from './effect-draft.js';
import { EffectParticulars } from './effect-particulars.js';

interface EffectFormProps {
  readonly act: Exclude<EffectAct, 'correction'>;
  readonly onDone: () => void;
  readonly onCancel: () => void;
}

/** Brings about what a right demands of recordings, or prepares it for a second person. */
export function EffectForm({ act, onDone, onCancel }: EffectFormProps) {
  const { t } = useTranslation();
  const { rightsCase } = useCase();
  const included = useIncluded();
  const [many, setMany] = useState<readonly string[] | null>(null);
  const [purposes, setPurposes] = useState<readonly BlockablePurpose[]>([]);
  const [tried, setTried] = useState(false);
  const form = useForm(draftOf(act, rightsCase.rights), {
    required: act === 'erasure' ? [] : ['words'],
    check: useEffectCheck(act),
    keptAs: act,
  });
  const [only] = included.length === 1 ? included : [];
  const single = form.values.recordingId || (included[0]?.value ?? '');
  // The only one there is need not be chosen.
  const recordingIds = act === 'statement' ? [single].filter(Boolean) : (many ?? (only ? [only.value] : []));
  const fault = choiceFault(act, { recordingIds, purposes });
  const problem = (what: typeof fault) => (tried && fault === what && what ? t(`rights.effects.faults.${what}`) : '');
  const effect = useCaseAct(
    rightsCase.id,
    (draft: EffectDraft) => sendEffect(rightsCase.id, act, draft, { recordingIds, purposes }),
    onDone,
  );
  return (
    <ActForm
      text={t(`rights.effects.what.${act}`)}
      button={t(`rights.effects.send.${act}`)}
      isPending={effect.isPending}
      error={effect.error}
      onSubmit={event => {
        setTried(true);
        form.onSubmit(draft => {
          if (fault === null) effect.mutate(draft);
        })(event);
      }}
      onCancel={onCancel}
    >
      {act === 'erasure' || act === 'statement' ? null : (
        <RecordingsChoice chosen={recordingIds} problem={problem('no-recording')} onChange={setMany} />
      )}
      {act === 'statement' && included.length > 1 ? (
        <ChoiceOf
          form={{ ...form, values: { ...form.values, recordingId: single } }}
          name="recordingId"
          label={t('rights.effects.recording')}
          options={included}
        />
      ) : null}
      {act === 'block' || act === 'unblock' ? (
        <PurposesChoice
          label={t(`rights.effects.purposesOf.${act}`)}
          chosen={purposes}
          problem={problem('no-purpose')}
          onChange={setPurposes}
        />
      ) : null}
      <EffectParticulars act={act} form={form} />
      {act === 'statement' ? (
        <SealedText
          form={form}
          name="words"
          label={t('rights.effects.statement')}
          hint={t('rights.effects.statementHint')}
        />
      ) : null}
      {act === 'erasure' || act === 'statement' ? null : <SealedText form={form} name="words" />}
    </ActForm>
  );
}

/** Says which days are none, among those that the effect cannot go without. */
function useEffectCheck(act: EffectAct) {
  const { t } = useTranslation();
  return (draft: EffectDraft): Partial<Record<keyof EffectDraft, string>> =>
    Object.fromEntries(
      daysOf(act, draft)
        .filter(name => !isDay(draft[name]))
        .map(name => [name, t('form.day')]),
    );
}
