import { useTranslation } from 'react-i18next';
import { Choice } from '../../ui/choice.js';
import { DayField } from '../../ui/day-field.js';
import { FilterPanel } from '../../ui/filter-panel.js';
import { dayOf } from '../../ui/format/helsinki.js';
import { useDraft } from '../../ui/use-draft.js';
import { faultOf, GROUPINGS, type AskedStudy } from './study-address.js';

interface StudyFiltersProps {
  readonly asked: AskedStudy;
  /** What can be asked for by itself. */
  readonly queues: readonly string[];
  readonly units: readonly string[];
  readonly onApply: (asked: AskedStudy) => void;
  readonly onClear: () => void;
}

/** The days that are studied, what their calls are told apart by, and which of them. */
export function StudyFilters({ asked, queues, units, onApply, onClear }: StudyFiltersProps) {
  const { t } = useTranslation();
  const [chosen, setChosen] = useDraft(asked);
  const choose = (change: Partial<AskedStudy>) => {
    setChosen(before => ({ ...before, ...change }));
  };
  const fault = faultOf(chosen, dayOf(new Date()));
  const problem = fault === null || fault === 'not-a-day' ? undefined : t(`studies.faults.${fault}`);
  const all = { value: '', label: t('studies.all') };
  const optionsOf = (names: readonly string[], value: string) => [
    all,
    ...[...new Set([...names, value])].filter(name => name !== '').map(name => ({ value: name, label: name })),
  ];
  return (
    <FilterPanel
      label={t('studies.filters')}
      isSet={false}
      onApply={() => {
        if (fault === null) onApply(chosen);
      }}
      onClear={onClear}
    >
      <DayField
        label={t('fields.from')}
        value={chosen.from}
        required
        onChange={from => {
          choose({ from });
        }}
      />
      <DayField
        label={t('fields.to')}
        value={chosen.through}
        required
        problem={problem}
        onChange={through => {
          choose({ through });
        }}
      />
      <Choice
        label={t('studies.by')}
        value={chosen.group}
        options={GROUPINGS.map(value => ({ value, label: t(`studies.groups.${value}`) }))}
        onChange={value => {
          choose({ group: GROUPINGS.find(one => one === value) ?? 'day' });
        }}
      />
      <Choice
        label={t('studies.groups.queue')}
        value={chosen.queue}
        options={optionsOf(queues, chosen.queue)}
        onChange={queue => {
          choose({ queue });
        }}
      />
      <Choice
        label={t('studies.groups.unit')}
        value={chosen.unit}
        options={optionsOf(units, chosen.unit)}
        onChange={unit => {
          choose({ unit });
        }}
      />
    </FilterPanel>
  );
}
