import { useTranslation } from 'react-i18next';
import { TextInput } from 'suomifi-ui-components';
import { Choice } from '../../ui/choice.js';
import { DayField } from '../../ui/day-field.js';
import { FilterPanel } from '../../ui/filter-panel.js';
import { useStaffNames } from '../staff/use-staff-names.js';
import { useEventWords } from './event-words.js';
import { useFilterWords } from './filter-words.js';
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
/** What is filtered by more seldom; folded until it is asked for or set. */
const FURTHER = ['callOn', 'queue', 'agent', 'concerns', 'recording', 'contact', 'session'] as const;

interface LogFilterFormProps {
  readonly filters: LogAddress;
  readonly onApply: (filters: LogAddress) => void;
}

/** The filters of the access log. */
export function LogFilterForm({ filters, onApply }: LogFilterFormProps) {
  const { t } = useTranslation();
  const words = useEventWords();
  const { names } = useFilterWords();
  const people = usePeople();
  const [chosen, setChosen] = useDraft(filters);
  const all = { value: '', label: t('common.all') };
  const field = (name: keyof LogAddress) => ({
    value: chosen[name],
    onChange: (value: string | number | undefined) => {
      setChosen(before => ({ ...before, [name]: String(value ?? '') }));
    },
  });

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
      <DayField label={names.from} {...field('from')} />
      <DayField label={names.to} {...field('to')} />
      <Choice label={names.staff} {...field('staff')} options={people} />
      <Choice
        label={names.action}
        {...field('action')}
        options={[all, ...LOG_ACTIONS.map(action => ({ value: action, label: words.action({ action, facts: {} }) }))]}
      />
      <Choice
        label={names.outcome}
        {...field('outcome')}
        options={[all, ...OUTCOMES.map(value => ({ value, label: words.outcome(value) }))]}
      />
      <Choice
        label={names.purpose}
        {...field('purpose')}
        options={[all, ...PURPOSES.map(value => ({ value, label: words.purpose(value) }))]}
      />
      <details
        className="further"
        open={FURTHER.some(name => filters[name] !== '')}
        onInvalidCapture={({ currentTarget }) => {
          currentTarget.open = true; // the browser shows its complaint only about what is seen
        }}
      >
        <summary>{t('log.furtherFilters')}</summary>
        <div className="filters">
          <DayField label={names.callOn} {...field('callOn')} />
          <TextInput labelText={names.queue} {...field('queue')} fullWidth />
          <Choice label={names.agent} {...field('agent')} options={people} />
          <Choice label={names.concerns} {...field('concerns')} options={people} />
          <TextInput labelText={names.recording} {...field('recording')} fullWidth />
          <TextInput labelText={names.contact} {...field('contact')} fullWidth />
          <TextInput labelText={names.session} {...field('session')} fullWidth />
        </div>
      </details>
    </FilterPanel>
  );
}

function usePeople() {
  const { t } = useTranslation();
  const { people } = useStaffNames();
  return [
    { value: '', label: t('common.all') },
    ...people.map(({ id, displayName }) => ({ value: id, label: displayName })),
  ];
}
