import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Checkbox, CheckboxGroup, RadioButton, RadioButtonGroup } from 'suomifi-ui-components';
import { Choice } from '../../../ui/choice.js';
import { DayField } from '../../../ui/day-field.js';
import { isDay } from '../../../ui/format/helsinki.js';
import { useFormat } from '../../../ui/format/use-format.js';
import { LongText } from '../../../ui/long-text.js';
import { useForm } from '../../../ui/use-form.js';
import { ActForm } from '../act-form.js';
import { useCase } from '../case-in-view.js';
import { useCaseRecordings } from '../recordings/use-case-recordings.js';
import { useCaseAct } from '../use-case-act.js';
import type { EffectAct } from './effect-acts.js';
import { sendEffect } from './effect-calls.js';
import {
  BLOCK_CAUSES,
  BLOCKABLE_PURPOSES,
  choiceFault,
  NOTHING_WANTED,
  NOTICE_CHANNELS,
  requiredOf,
  RESTRICTION_GROUNDS,
  type BlockablePurpose,
  type EffectDraft,
} from './effect-draft.js';

interface EffectFormProps {
  readonly act: EffectAct;
  readonly onDone: () => void;
  readonly onCancel: () => void;
}

/** Brings about what a right demands of recordings, or prepares it for a second person. */
export function EffectForm({ act, onDone, onCancel }: EffectFormProps) {
  const { t } = useTranslation();
  const { rightsCase } = useCase();
  const [recordingIds, setRecordingIds] = useState<readonly string[]>([]);
  const [purposes, setPurposes] = useState<readonly BlockablePurpose[]>([]);
  const [tried, setTried] = useState(false);
  const fault = choiceFault(act, { recordingIds, purposes });
  const effect = useCaseAct(
    rightsCase.id,
    (draft: EffectDraft) => sendEffect(rightsCase.id, act, draft, { recordingIds, purposes }),
    onDone,
  );
  const form = useForm(NOTHING_WANTED, {
    required: requiredOf(act),
    check: ({ informedOn }): { informedOn?: string } =>
      act === 'lifting' && !isDay(informedOn) ? { informedOn: t('form.day') } : {},
  });
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
      {act === 'erasure' ? null : (
        <RecordingsChoice
          chosen={recordingIds}
          problem={tried && fault !== null ? t(`rights.effects.faults.${fault}`) : ''}
          onChange={setRecordingIds}
        />
      )}
      <Particulars act={act} form={form}>
        <PurposesChoice chosen={purposes} onChange={setPurposes} />
      </Particulars>
      {act === 'erasure' ? null : (
        <LongText
          labelText={t(act === 'statement' ? 'rights.effects.statement' : 'fields.reason')}
          hintText={t(act === 'statement' ? 'rights.effects.statementHint' : 'rights.sealedHint')}
          maxLength={4000}
          {...form.field('words')}
        />
      )}
    </ActForm>
  );
}

interface ParticularsProps {
  readonly act: EffectAct;
  readonly form: ReturnType<typeof useForm<EffectDraft>>;
  /** Which purposes are blocked. */
  readonly children: ReactNode;
}

/** What one kind of effect asks for beside recordings and reasons. */
function Particulars({ act, form, children }: ParticularsProps) {
  const { t } = useTranslation();
  if (act === 'restriction') {
    return (
      <RadioButtonGroup
        name="ground"
        labelText={t('fields.ground')}
        value={form.values.ground}
        onChange={value => {
          form.set('ground', value);
        }}
      >
        {RESTRICTION_GROUNDS.map(ground => (
          <RadioButton key={ground} value={ground}>
            {t(`rights.effects.grounds.${ground}`)}
          </RadioButton>
        ))}
      </RadioButtonGroup>
    );
  }
  if (act === 'block') {
    return (
      <>
        {children}
        <Choice
          label={t('rights.effects.because')}
          value={form.values.because}
          options={BLOCK_CAUSES.map(value => ({ value, label: t(`rights.effects.causes.${value}`) }))}
          onChange={value => {
            form.set('because', value);
          }}
        />
      </>
    );
  }
  if (act !== 'lifting') return null;
  return (
    <>
      <DayField
        label={t('rights.effects.informedOn')}
        name="informedOn"
        required
        value={form.values.informedOn}
        problem={form.faultOf('informedOn')}
        onChange={value => {
          form.set('informedOn', value);
        }}
      />
      <Choice
        label={t('rights.effects.informedBy')}
        value={form.values.informedBy}
        options={NOTICE_CHANNELS.map(value => ({ value, label: t(`rights.deliveries.channels.${value}`) }))}
        onChange={value => {
          form.set('informedBy', value);
        }}
      />
    </>
  );
}

interface RecordingsChoiceProps {
  readonly chosen: readonly string[];
  readonly problem: string;
  readonly onChange: (chosen: readonly string[]) => void;
}

function RecordingsChoice({ chosen, problem, onChange }: RecordingsChoiceProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const { rightsCase } = useCase();
  const { items } = useCaseRecordings(rightsCase.id);
  const included = items.filter(({ state, call }) => state === 'included' && call !== null);
  if (included.length === 0) return <p>{t('rights.copies.none')}</p>;
  return (
    <CheckboxGroup
      labelText={t('rights.effects.recordings')}
      {...(problem === '' ? {} : { groupStatus: 'error', groupStatusText: problem })}
    >
      {included.map(({ recordingId, call, callOn, queue }) => (
        <Checkbox
          key={recordingId}
          checked={chosen.includes(recordingId)}
          onClick={({ checkboxState }) => {
            const others = chosen.filter(one => one !== recordingId);
            onChange(checkboxState ? [...others, recordingId] : others);
          }}
        >
          {`${call === null ? format.day(callOn) : format.dateTime(call.startedAt)} · ${queue}`}
        </Checkbox>
      ))}
    </CheckboxGroup>
  );
}

interface PurposesChoiceProps {
  readonly chosen: readonly BlockablePurpose[];
  readonly onChange: (chosen: readonly BlockablePurpose[]) => void;
}

function PurposesChoice({ chosen, onChange }: PurposesChoiceProps) {
  const { t } = useTranslation();
  return (
    <CheckboxGroup labelText={t('rights.effects.purposes')}>
      {BLOCKABLE_PURPOSES.map(purpose => (
        <Checkbox
          key={purpose}
          checked={chosen.includes(purpose)}
          onClick={({ checkboxState }) => {
            onChange(BLOCKABLE_PURPOSES.filter(one => (one === purpose ? checkboxState : chosen.includes(one))));
          }}
        >
          {t(`purposes.${purpose}.name`)}
        </Checkbox>
      ))}
    </CheckboxGroup>
  );
}
