import { useTranslation } from 'react-i18next';
import { Checkbox, TextInput } from 'suomifi-ui-components';
import { Choice } from '../../ui/choice.js';
import { Panel } from '../../ui/panel.js';
import {
  AGENT_NAMINGS,
  DELIMITERS,
  DURATION_UNITS,
  ENCODINGS,
  isTable,
  PRESETS,
  saysTable,
  TIME_KINDS,
  USUAL_ZONE,
  type PresetName,
} from './source-draft.js';
import type { DraftProps } from './source-editor.js';

const PRESET_NAMES = Object.keys(PRESETS) as PresetName[]; // its own keys

/** The form of the documents: which system, how a table is written, times, lengths and names of agents. */
export function Reading({ draft, onChange }: DraftProps) {
  const { t } = useTranslation();
  return (
    <Panel title={t('sources.reading')}>
      <div className="form">
        <Choice
          label={t('sources.preset')}
          value={draft.preset}
          options={PRESET_NAMES.map(value => ({ value, label: t(`sources.presets.${value}`) }))}
          onChange={value => {
            onChange({ preset: PRESET_NAMES.find(name => name === value) ?? 'sidecar' });
          }}
        />
        {isTable(draft.preset) ? <Table draft={draft} onChange={onChange} /> : null}
        {draft.preset === 'sidecar' ? null : <Values draft={draft} onChange={onChange} />}
      </div>
    </Panel>
  );
}

function Table({ draft, onChange }: DraftProps) {
  const { t } = useTranslation();
  return (
    <>
      {saysTable(draft) ? <Writing draft={draft} onChange={onChange} /> : null}
      <TextInput
        labelText={t('sources.columns')}
        hintText={t('sources.columnsHint')}
        fullWidth
        value={draft.columns}
        onChange={value => {
          onChange({ columns: String(value ?? '') });
        }}
      />
    </>
  );
}

function Writing({ draft, onChange }: DraftProps) {
  const { t } = useTranslation();
  return (
    <>
      <div className="form__row">
        <Choice
          label={t('sources.delimiter')}
          value={draft.delimiter}
          options={DELIMITERS.map(value => ({ value, label: t(`sources.delimiters.${nameOf(value)}`) }))}
          onChange={value => {
            onChange({ delimiter: DELIMITERS.find(one => one === value) ?? ',' });
          }}
        />
        <Choice
          label={t('sources.encoding')}
          value={draft.encoding}
          options={ENCODINGS.map(value => ({ value, label: value }))}
          onChange={value => {
            onChange({ encoding: ENCODINGS.find(one => one === value) ?? 'utf-8' });
          }}
        />
      </div>
      <Checkbox
        checked={draft.decimalComma}
        onClick={({ checkboxState }) => {
          onChange({ decimalComma: checkboxState });
        }}
      >
        {t('sources.decimalComma')}
      </Checkbox>
    </>
  );
}

function nameOf(delimiter: (typeof DELIMITERS)[number]): 'comma' | 'semicolon' | 'tab' | 'bar' {
  return ({ ',': 'comma', ';': 'semicolon', '\t': 'tab', '|': 'bar' } as const)[delimiter];
}

function Values({ draft, onChange }: DraftProps) {
  const { t } = useTranslation();
  const text = (name: 'pattern' | 'zone' | 'audioNames') => ({
    value: draft[name],
    onChange: (value: string | number | undefined) => {
      onChange({ [name]: String(value ?? '') });
    },
  });
  return (
    <>
      <Choice
        label={t('sources.times')}
        value={draft.timeKind}
        options={TIME_KINDS.map(value => ({ value, label: t(`sources.timeKinds.${value}`) }))}
        onChange={value => {
          const timeKind = TIME_KINDS.find(one => one === value) ?? 'preset';
          const needsZone = timeKind === 'local' && draft.zone.trim() === '';
          onChange({ timeKind, ...(needsZone ? { zone: USUAL_ZONE } : {}) });
        }}
      />
      {draft.timeKind === 'local' ? (
        <TextInput labelText={t('sources.pattern')} hintText={t('sources.patternHint')} {...text('pattern')} />
      ) : null}
      {draft.timeKind === 'local' || draft.timeKind === 'iso' ? (
        <TextInput
          labelText={t('sources.zone')}
          {...(draft.timeKind === 'iso' ? { optionalText: t('form.optional') } : {})}
          {...text('zone')}
        />
      ) : null}
      <Choice
        label={t('sources.durationUnit')}
        value={draft.durationUnit}
        options={(['', ...DURATION_UNITS] as const).map(value => ({
          value,
          label: t(`sources.durationUnits.${value === '' ? 'preset' : value}`),
        }))}
        onChange={value => {
          onChange({ durationUnit: DURATION_UNITS.find(one => one === value) ?? '' });
        }}
      />
      <Choice
        label={t('sources.agentAs')}
        value={draft.agentAs}
        options={(['', ...AGENT_NAMINGS] as const).map(value => ({
          value,
          label: t(`sources.agentNamings.${value === '' ? 'preset' : value}`),
        }))}
        onChange={value => {
          onChange({ agentAs: AGENT_NAMINGS.find(one => one === value) ?? '' });
        }}
      />
      <TextInput
        labelText={t('sources.audioNames')}
        hintText={t('sources.audioNamesHint')}
        fullWidth
        {...text('audioNames')}
      />
    </>
  );
}
