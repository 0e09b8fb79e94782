import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { Checkbox, TextInput } from 'suomifi-ui-components';
import { useMe } from '../../app/session/me.js';
import type { RecordingItem } from '../../api/types.js';
import { Choice } from '../../ui/choice.js';
import { DayField } from '../../ui/day-field.js';
import { FilterPanel } from '../../ui/filter-panel.js';
import { NO_FILTERS, setFilters, SPANS_DAYS, type Filters } from './filters.js';
import { knownNames } from './known-names.js';
import { useDraft } from '../../ui/use-draft.js';

interface FilterFormProps {
  readonly filters: Filters;
  /** What is shown now: its queues and units are suggested. */
  readonly items: readonly RecordingItem[];
  readonly onApply: (filters: Filters) => void;
}

/** The filters that may stand in the address. */
export function FilterForm({ filters, items, onApply }: FilterFormProps) {
  const { t } = useTranslation();
  const [chosen, setChosen] = useDraft(filters);
  const set = (name: keyof Filters) => (value: string | number | undefined) => {
    setChosen(before => ({ ...before, [name]: String(value ?? '') }));
  };
  const spans = [
    { value: '', label: t('recordings.spanOwn') },
    ...SPANS_DAYS.map(days => ({ value: days, label: t('recordings.spanDays', { count: Number(days) }) })),
  ];
  return (
    <FilterPanel
      label={t('recordings.filters')}
      isSet={Object.keys(setFilters(filters)).length > 0}
      onApply={() => {
        onApply(chosen.days === '' ? chosen : { ...chosen, from: '', to: '' });
      }}
      onClear={() => {
        onApply(NO_FILTERS);
      }}
    >
      <Choice label={t('recordings.span')} options={spans} value={chosen.days} onChange={set('days')} />
      {chosen.days === '' ? (
        <>
          <DayField label={t('fields.from')} value={chosen.from} onChange={set('from')} />
          <DayField label={t('fields.to')} value={chosen.to} onChange={set('to')} />
        </>
      ) : null}
      <NameField label={t('fields.queue')} of="queue" value={chosen.queue} items={items} onChange={set('queue')} />
      <NameField label={t('fields.unit')} of="unit" value={chosen.unit} items={items} onChange={set('unit')} />
      <TextInput labelText={t('fields.ticket')} value={chosen.ticket} onChange={set('ticket')} fullWidth />
      <Checkbox
        className="filters__check"
        checked={chosen.hold === 'true'}
        onClick={({ checkboxState }) => {
          set('hold')(checkboxState ? 'true' : '');
        }}
      >
        {t('recordings.heldOnly')}
      </Checkbox>
    </FilterPanel>
  );
}

interface NameFieldProps {
  readonly label: string;
  readonly of: 'queue' | 'unit';
  readonly value: string;
  readonly items: readonly RecordingItem[];
  readonly onChange: (value: string | number | undefined) => void;
}

/** A queue or unit, typed or chosen among the known ones. */
function NameField({ label, of, value, items, onChange }: NameFieldProps) {
  const { grants } = useMe();
  const listId = useId();
  return (
    <>
      <TextInput labelText={label} value={value} onChange={onChange} list={listId} autoComplete="off" fullWidth />
      <datalist id={listId}>
        {knownNames(of, grants, items).map(name => (
          <option key={name} value={name} />
        ))}
      </datalist>
    </>
  );
}
