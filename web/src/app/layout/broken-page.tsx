import { useTranslation } from 'react-i18next';
import { Button } from 'suomifi-ui-components';
import { PageHeading } from '../../ui/page-heading.js';

/** Shown when a page could not be loaded, as after an update of the server, or failed while it was drawn. */
export function BrokenPage() {
  const { t } = useTranslation();
  return (
    <main className="frame__main">
      <PageHeading title={t('broken.title')}>{t('broken.text')}</PageHeading>
      <Button
        onClick={() => {
          location.reload();
        }}
      >
        {t('broken.reload')}
      </Button>
    </main>
  );
}
