import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Checkbox, CheckboxGroup, RadioButton, RadioButtonGroup } from 'suomifi-ui-components';
import type { NewAssessment } from '../../../api/types.js';
import { Choice } from '../../../ui/choice.js';
import { LongText } from '../../../ui/long-text.js';
import { useForm } from '../../../ui/use-form.js';
import { ActForm } from '../../../ui/act-form.js';
import { useCase } from '../case-in-view.js';
import { GROUNDS_OF_WITHHOLDING } from '../grounds.js';
import { useCaseAct } from '../use-case-act.js';
import { sendAssessment } from './recording-calls.js';
import type { RecordingForm } from './recording-dialog.js';

type Whose = NewAssessment['whose'][number];

const WHOSE: readonly Whose[] = ['requester', 'patient', 'third-person', 'staff'];
const DECISIONS: readonly NewAssessment['decision'][] = ['redacted-copy', 'copy', 'withheld'];

/** Whose data are heard in a recording, and what of it is given. */
export function AssessForm({ recording, onDone, onCancel }: RecordingForm) {
  const { t } = useTranslation();
  const { rightsCase } = useCase();
  const { assessment } = recording;
  const [whose, setWhose] = useState<readonly Whose[]>(assessment?.whose ?? ['requester']);
  const [forwards, setForwards] = useState(assessment?.forwardToCustomer ?? false);
  const assess = useCaseAct(
    rightsCase.id,
    (body: NewAssessment) => sendAssessment(rightsCase.id, recording.recordingId, body),
    onDone,
  );
  const form = useForm(
    {
      decision: assessment?.decision ?? 'redacted-copy',
      ground: assessment?.ground ?? 'rights-of-others-15-4',
      reasons: assessment?.reasons ?? '',
    },
    { required: [], check: useReasonCheck(), keptAs: `assess ${recording.recordingId}` },
  );
  const withholds = form.values.decision !== 'copy';
  return (
    <ActForm
      text={t('rights.recordings.assessText')}
      button={t('rights.recordings.sendAssessment')}
      isPending={assess.isPending}
      error={assess.error}
      onSubmit={form.onSubmit(({ decision, ground, reasons }) => {
        const because = {
          ground: GROUNDS_OF_WITHHOLDING.find(one => one === ground) ?? 'rights-of-others-15-4',
          reasons: reasons.trim(),
        };
        const decided = DECISIONS.find(one => one === decision) ?? 'redacted-copy';
        assess.mutate({
          whose: [...whose],
          decision: decided,
          forwardToCustomer: forwards,
          ...(withholds ? because : {}),
        });
      })}
      onCancel={onCancel}
    >
      <CheckboxGroup labelText={t('rights.recordings.whose')}>
        {WHOSE.map(one => (
          <Checkbox
            key={one}
            checked={whose.includes(one)}
            onClick={({ checkboxState }) => {
              setWhose(WHOSE.filter(other => (other === one ? checkboxState : whose.includes(other))));
            }}
          >
            {t(`rights.recordings.whoseData.${one}`)}
          </Checkbox>
        ))}
      </CheckboxGroup>
      <RadioButtonGroup
        name="decision"
        labelText={t('rights.recordings.given')}
        value={form.values.decision}
        onChange={decision => {
          form.set('decision', decision);
        }}
      >
        {DECISIONS.map(decision => (
          <RadioButton key={decision} value={decision} hintText={t(`rights.recordings.decisionHints.${decision}`)}>
            {t(`rights.recordings.decisions.${decision}`)}
          </RadioButton>
        ))}
      </RadioButtonGroup>
      {withholds ? (
        <>
          <Choice
            label={t('fields.ground')}
            value={form.values.ground}
            options={GROUNDS_OF_WITHHOLDING.map(value => ({ value, label: t(`rights.grounds.${value}`) }))}
            onChange={value => {
              form.set('ground', value);
            }}
          />
          <LongText
            labelText={t('fields.reason')}
            hintText={t('rights.sealedHint')}
            maxLength={4000}
            {...form.field('reasons')}
          />
        </>
      ) : null}
      <Checkbox
        checked={forwards}
        hintText={t('rights.recordings.forwardHint')}
        onClick={({ checkboxState }) => {
          setForwards(checkboxState);
        }}
      >
        {t('rights.recordings.forward')}
      </Checkbox>
    </ActForm>
  );
}

/** What is withheld, wholly or in part, has reasons in words. */
function useReasonCheck() {
  const { t } = useTranslation();
  return ({ decision, reasons }: { readonly decision: string; readonly reasons: string }) =>
    decision !== 'copy' && reasons.trim() === '' ? { reasons: t('form.required') } : ({} as { reasons?: string });
}
