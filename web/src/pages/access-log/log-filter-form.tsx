import { useTranslation } from 'react-i18next';
import { TextInput } from 'suomifi-ui-components';
import { Choice } from '../../ui/choice.js';
import { DayField } from '../../ui/day-field.js';
import { FilterPanel } from '../../ui/filter-panel.js';
import { useStaffNames } from '../staff/use-staff-names.js';
import { useEventWords } from './event-words.js';
import { LOG_ACTIONS } from './log-actions.js';
import { logAddressOf, setLogFilters, type LogAddress } from './log-filters.js';
import { useDraft } from '../../ui/use-draft.js';

const OUTCOMES = ['done', 'refused', 'failed'] as const;
const PURPOSES = [
  'service-development',
  'internal-training',
  'complaint',
  'service-level-study',
  'rights-request',
] as const;

interface LogFilterFormProps {
  readonly filters: LogAddress;
  readonly onApply: (filters: LogAddress) => void;
}

/** The filters of the access log. */
export function LogFilterForm({ filters, onApply }: LogFilterFormProps) {
  const { t } = useTranslation();
  const words = useEventWords();
  const { people } = useStaffNames();
  const [chosen, setChosen] = useDraft(filters);
  const set = (name: keyof LogAddress) => (value: string | number | undefined) => {
    setChosen(before => ({ ...before, [name]: String(value ?? '') }));
  };
  const all = { value: '', label: t('common.all') };

  return (
    <FilterPanel
      label={t('log.filters')}
      isSet={Object.keys(setLogFilters(filters)).length > 0}
      onApply={() => {
        onApply(chosen);
      }}
      onClear={() => {
        onApply(logAddressOf(new URLSearchParams()));
      }}
    >
      <DayField label={t('fields.from')} value={chosen.from} onChange={set('from')} />
      <DayField label={t('fields.to')} value={chosen.to} onChange={set('to')} />
      <Choice
        label={t('log.who')}
        value={chosen.staff}
        onChange={set('staff')}
        options={[all, ...people.map(({ id, displayName }) => ({ value: id, label: displayName }))]}
      />
      <Choice
        label={t('log.what')}
        value={chosen.action}
        onChange={set('action')}
        options={[all, ...LOG_ACTIONS.map(action => ({ value: action, label: words.action({ action, facts: {} }) }))]}
      />
      <Choice
        label={t('log.outcome')}
        value={chosen.outcome}
        onChange={set('outcome')}
        options={[all, ...OUTCOMES.map(value => ({ value, label: words.outcome(value) }))]}
      />
      <Choice
        label={t('log.purpose')}
        value={chosen.purpose}
        onChange={set('purpose')}
        options={[all, ...PURPOSES.map(value => ({ value, label: words.purpose(value) }))]}
      />
      <TextInput labelText={t('log.recording')} value={chosen.recording} onChange={set('recording')} fullWidth />
    </FilterPanel>
  );
}
