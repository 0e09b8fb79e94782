import { useTranslation } from 'react-i18next';
import { RadioButton, RadioButtonGroup } from 'suomifi-ui-components';
import type { RecordingTriage } from '../../../api/types.js';
import { Choice } from '../../../ui/choice.js';
import { LongText } from '../../../ui/long-text.js';
import { useForm } from '../../../ui/use-form.js';
import { ActForm } from '../../../ui/act-form.js';
import { useCase } from '../case-in-view.js';
import { useCaseAct } from '../use-case-act.js';
import { sendRecordingTriage } from './recording-calls.js';
import type { RecordingForm } from './recording-dialog.js';

const RELATIONS: readonly NonNullable<RecordingTriage['relation']>[] = ['caller', 'patient', 'employee', 'mentioned'];
const STATES: readonly RecordingTriage['state'][] = ['included', 'released'];

/** Takes a recording up into the case, or releases it: what is released is let go on its ordinary day at once. */
export function RecordingTriageForm({ recording, onDone, onCancel }: RecordingForm) {
  const { t } = useTranslation();
  const { rightsCase } = useCase();
  const triage = useCaseAct(
    rightsCase.id,
    (body: RecordingTriage) => sendRecordingTriage(rightsCase.id, recording.recordingId, body),
    onDone,
  );
  const form = useForm(
    { state: 'included', relation: recording.relation ?? 'caller', reason: '' },
    { required: ['reason'], keptAs: `triage ${recording.recordingId}` },
  );
  const isIncluded = form.values.state === 'included';
  return (
    <ActForm
      button={t(`rights.recordings.sendTriage.${isIncluded ? 'included' : 'released'}`)}
      isPending={triage.isPending}
      error={triage.error}
      onSubmit={form.onSubmit(({ relation, reason }) => {
        const how = RELATIONS.find(one => one === relation) ?? 'caller';
        const said = { reason: reason.trim() };
        triage.mutate(isIncluded ? { state: 'included', relation: how, ...said } : { state: 'released', ...said });
      })}
      onCancel={onCancel}
    >
      <RadioButtonGroup
        name="state"
        labelText={t('rights.recordings.isOfPerson')}
        value={form.values.state}
        onChange={state => {
          form.set('state', state);
        }}
      >
        {STATES.map(state => (
          <RadioButton key={state} value={state} hintText={t(`rights.recordings.triageHints.${state}`)}>
            {t(`rights.recordings.triages.${state}`)}
          </RadioButton>
        ))}
      </RadioButtonGroup>
      {isIncluded ? (
        <Choice
          label={t('rights.recordings.relation')}
          value={form.values.relation}
          options={RELATIONS.map(value => ({ value, label: t(`rights.recordings.relations.${value}`) }))}
          onChange={value => {
            form.set('relation', value);
          }}
        />
      ) : null}
      <LongText
        labelText={t('fields.reason')}
        hintText={t('rights.sealedHint')}
        maxLength={2000}
        {...form.field('reason')}
      />
    </ActForm>
  );
}
