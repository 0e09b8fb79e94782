import { useTranslation } from 'react-i18next';
import { Link, useLocation } from 'react-router';
import { InlineAlert } from 'suomifi-ui-components';
import { useMe } from '../../app/session/me.js';
import { useFormat } from '../../ui/format/use-format.js';

/** Says on every page that a new version waits, and until when the earlier one counts. */
export function NewVersionNotice() {
  const { t } = useTranslation();
  const format = useFormat();
  const { pathname } = useLocation();
  const { acknowledged, boundThroughOn } = useMe().undertaking;
  if (acknowledged || boundThroughOn === null || pathname === '/undertaking') return null;
  return (
    <InlineAlert mb="m" className="no-print">
      {t('undertaking.ahead', { day: format.day(boundThroughOn) })}{' '}
      <Link to="/undertaking">{t('undertaking.read')}</Link>
    </InlineAlert>
  );
}
