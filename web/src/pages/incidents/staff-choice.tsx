import { useTranslation } from 'react-i18next';
import { Choice } from '../../ui/choice.js';
import { useIncidentStaff } from './incident-queries.js';

interface StaffChoiceProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (staffId: string) => void;
  /** What stands first, for nobody in particular. */
  readonly nobody?: string;
}

/** One of those who work here. */
export function StaffChoice({ label, value, onChange, nobody }: StaffChoiceProps) {
  const { t } = useTranslation();
  const people = useIncidentStaff().data?.items ?? [];
  const named = people.map(({ id, displayName, unit }) => ({ value: id, label: `${displayName}, ${unit}` }));
  const first = nobody === undefined ? [] : [{ value: '', label: nobody }];
  if (people.length === 0) return <p>{t('common.loading')}</p>;
  return <Choice label={label} value={value} options={[...first, ...named]} onChange={onChange} />;
}
