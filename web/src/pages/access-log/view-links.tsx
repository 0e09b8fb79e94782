import { useTranslation } from 'react-i18next';
import { Views } from '../../ui/views.js';
import type { LogAddress } from './log-filters.js';
import { LOG_VIEWS, logViewAddress, logViewOf } from './log-views.js';

/** One click to what is looked for in the log again and again, of what the filters cover. */
export function ViewLinks({ filters }: { readonly filters: LogAddress }) {
  const { t } = useTranslation();
  const here = logViewOf(filters);
  const views = LOG_VIEWS.map(view => ({
    to: logViewAddress(view, filters),
    name: t(`log.views.${view.name}`),
    isHere: view.name === here,
  }));
  return <Views label={t('log.views.label')} views={views} />;
}
