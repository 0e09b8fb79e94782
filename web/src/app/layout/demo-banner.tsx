import { useTranslation } from 'react-i18next';
import { usePresence } from '../session/use-presence.js';
import { useSettings } from '../session/use-settings.js';

/** Says on every page of a demonstration that it is one. */
export function DemoBanner() {
  const { t } = useTranslation();
  const { data: settings } = useSettings();
  const { data: presence } = usePresence();
  if (!settings?.demo && !presence?.me?.demo) return null;
  return (
    <div className="demo-banner" role="region" aria-label={t('frame.demoLabel')}>
      <div className="frame__width">{t('frame.demo')}</div>
    </div>
  );
}
