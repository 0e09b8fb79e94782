import { useTranslation } from 'react-i18next';
import { DayField } from '../../ui/day-field.js';
import { FilterPanel } from '../../ui/filter-panel.js';
import { useDraft } from '../../ui/use-draft.js';
import { faultOf, type Period } from './period.js';

interface PeriodFormProps {
  readonly period: Period;
  readonly onApply: (period: Period) => void;
  /** Back to the usual period. */
  readonly onClear: () => void;
}

/** The days that are looked into. */
export function PeriodForm({ period, onApply, onClear }: PeriodFormProps) {
  const { t } = useTranslation();
  const [chosen, setChosen] = useDraft(period);
  const fault = faultOf(chosen);
  const problem = fault === 'not-in-order' || fault === 'too-long' ? t(`questions.faults.${fault}`) : undefined;

  return (
    <FilterPanel
      label={t('questions.period')}
      isSet
      onApply={() => {
        if (fault === null) onApply(chosen);
      }}
      onClear={onClear}
    >
      <DayField
        label={t('fields.from')}
        value={chosen.fromOn}
        required
        onChange={fromOn => {
          setChosen(before => ({ ...before, fromOn }));
        }}
      />
      <DayField
        label={t('fields.to')}
        value={chosen.toOn}
        required
        problem={problem}
        onChange={toOn => {
          setChosen(before => ({ ...before, toOn }));
        }}
      />
    </FilterPanel>
  );
}
