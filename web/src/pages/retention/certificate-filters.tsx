import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Button, TextInput } from 'suomifi-ui-components';
import { DayField } from '../../ui/day-field.js';
import { isDay } from '../../ui/format/helsinki.js';
import '../recordings/recordings.css';

interface Wanted {
  readonly id?: string;
  readonly on?: string;
  readonly queue?: string;
}

interface CertificateFiltersProps {
  readonly filters: Wanted;
  readonly onApply: (filters: Record<string, string>) => void;
}

export function CertificateFilters({ filters, onApply }: CertificateFiltersProps) {
  const { t } = useTranslation();
  const [chosen, setChosen] = useState({ id: '', on: '', queue: '', ...filters });
  const set = (name: keyof Wanted) => (value: string | number | undefined) => {
    setChosen(before => ({ ...before, [name]: String(value ?? '') }));
  };
  const apply = (event: FormEvent) => {
    event.preventDefault();
    if (chosen.on !== '' && !isDay(chosen.on)) return;
    onApply(Object.fromEntries(Object.entries(chosen).filter(([, value]) => value.trim() !== '')));
  };

  return (
    <form className="filters no-print" role="search" aria-label={t('retention.findCertificates')} noValidate onSubmit={apply}>
      <DayField label={t('retention.callOn')} value={chosen.on} onChange={set('on')} />
      <TextInput labelText={t('fields.queue')} value={chosen.queue} onChange={set('queue')} fullWidth />
      <TextInput labelText={t('retention.unitId')} value={chosen.id} onChange={set('id')} fullWidth />
      <div className="form__buttons">
        <Button type="submit">{t('recordings.apply')}</Button>
        <Button
          variant="secondaryNoBorder"
          onClick={() => {
            onApply({});
          }}
        >
          {t('recordings.clear')}
        </Button>
      </div>
    </form>
  );
}
