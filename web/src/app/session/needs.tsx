import { useTranslation } from 'react-i18next';
import { Outlet } from 'react-router';
import { InlineAlert } from 'suomifi-ui-components';
import { PageHeading } from '../../ui/page-heading.js';
import { may, useMe } from './me.js';

interface NeedsProps {
  readonly verb: string;
  readonly subject: string;
}

/** Opens the pages beneath to those whose rights cover them; the others are told so. */
export function Needs({ verb, subject }: NeedsProps) {
  const { t } = useTranslation();
  const me = useMe();
  if (may(me, verb, subject)) return <Outlet />;
  return (
    <>
      <PageHeading title={t('noPermission.title')} />
      <InlineAlert>{t('noPermission.text')}</InlineAlert>
    </>
  );
}
