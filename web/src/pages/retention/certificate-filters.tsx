import { useTranslation } from 'react-i18next';
import { TextInput } from 'suomifi-ui-components';
import { DayField } from '../../ui/day-field.js';
import { FilterPanel } from '../../ui/filter-panel.js';
import { useDraft } from '../../ui/use-draft.js';

interface Wanted {
  readonly id?: string;
  readonly on?: string;
  readonly queue?: string;
}

interface CertificateFiltersProps {
  readonly filters: Wanted;
  readonly onApply: (filters: Record<string, string>) => void;
}

/** Finds certificates by id, or by day of the call and queue. */
export function CertificateFilters({ filters, onApply }: CertificateFiltersProps) {
  const { t } = useTranslation();
  const [chosen, setChosen] = useDraft({ id: '', on: '', queue: '', ...filters });
  const set = (name: keyof Wanted) => (value: string | number | undefined) => {
    setChosen(before => ({ ...before, [name]: String(value ?? '') }));
  };
  const apply = () => {
    onApply(Object.fromEntries(Object.entries(chosen).filter(([, value]) => value.trim() !== '')));
  };

  return (
    <FilterPanel
      label={t('retention.findCertificates')}
      isSet={Object.keys(filters).length > 0}
      onApply={apply}
      onClear={() => {
        onApply({});
      }}
    >
      <DayField label={t('retention.callOn')} value={chosen.on} onChange={set('on')} />
      <TextInput labelText={t('fields.queue')} value={chosen.queue} onChange={set('queue')} fullWidth />
      <TextInput labelText={t('retention.unitId')} value={chosen.id} onChange={set('id')} fullWidth />
    </FilterPanel>
  );
}
