import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { LogAddress } from './log-filters.js';
import { LOG_VIEWS, logViewAddress, logViewOf } from './log-views.js';
import '../../ui/views.css';

/** One click to what is looked for in the log again and again, of what the filters cover. */
export function ViewLinks({ filters }: { readonly filters: LogAddress }) {
  const { t } = useTranslation();
  const here = logViewOf(filters);
  return (
    <nav className="views no-print" aria-label={t('log.views.label')}>
      <ul>
        {LOG_VIEWS.map(view => (
          <li key={view.name}>
            <Link to={logViewAddress(view, filters)} aria-current={view.name === here ? 'page' : undefined}>
              {t(`log.views.${view.name}`)}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
