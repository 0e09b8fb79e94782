import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { TextInput } from 'suomifi-ui-components';
import { DayField } from '../../ui/day-field.js';
import { FilterPanel } from '../../ui/filter-panel.js';
import { useDraft } from '../../ui/use-draft.js';
import { isId, type CertificateQuery } from './certificate-query.js';

interface CertificateFiltersProps {
  readonly filters: CertificateQuery;
  readonly onApply: (filters: Record<string, string>) => void;
}

/** Finds certificates by id, or by day of the call and queue; those of a run are led to from it, and left by clearing. */
export function CertificateFilters({ filters, onApply }: CertificateFiltersProps) {
  const { t } = useTranslation();
  const [chosen, setChosen] = useDraft({ id: '', on: '', queue: '', run: '', ...filters });
  const set = (name: keyof typeof chosen) => (value: string | number | undefined) => {
    setChosen(before => ({ ...before, [name]: String(value ?? '') }));
  };
  const [tried, setTried] = useState(false);
  const isWrongId = chosen.id.trim() !== '' && !isId(chosen.id.trim());
  const complains = tried && isWrongId;
  const apply = () => {
    setTried(true);
    if (isWrongId) return;
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
      <TextInput
        labelText={t('retention.unitId')}
        value={chosen.id}
        status={complains ? 'error' : 'default'}
        statusText={complains ? t('whereabouts.notId') : ''}
        onChange={set('id')}
        fullWidth
      />
    </FilterPanel>
  );
}
