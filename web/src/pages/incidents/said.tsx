import { useTranslation } from 'react-i18next';
import type { IncidentDetails } from '../../api/types.js';
import { Fact } from '../../ui/facts.js';
import { useFormat } from '../../ui/format/use-format.js';

interface SaidProps {
  readonly name: string;
  readonly said: IncidentDetails['notificationSaid'];
}

/** What was written about an incident, by whom and when; the log keeps texts for a time only. */
export function Said({ name, said }: SaidProps) {
  const { t } = useTranslation();
  const format = useFormat();
  if (said === null) return null;
  return (
    <Fact name={name}>
      <span className="said">{said.words ?? t('incidents.noWords')}</span>
      <small>{t('holds.byAt', { name: said.by ?? t('holds.nobody'), at: format.dateTime(said.at) })}</small>
    </Fact>
  );
}
