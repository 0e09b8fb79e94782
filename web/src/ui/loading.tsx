import { useTranslation } from 'react-i18next';
import { LoadingSpinner } from 'suomifi-ui-components';

/** Stands where something is being fetched. */
export function Loading() {
  const { t } = useTranslation();
  return <LoadingSpinner className="loading" text={t('common.loading')} textAlign="right" variant="small" my="l" />;
}
