import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { useMe } from '../../app/session/me.js';
import { PageHeading } from '../../ui/page-heading.js';
import { UndertakingPage } from './undertaking-page.js';

/** Acknowledges a new version while the earlier one still counts. */
export function NewVersionPage() {
  const { t } = useTranslation();
  const me = useMe();
  const navigate = useNavigate();
  const { acknowledged, version } = me.undertaking;
  if (acknowledged)
    return <PageHeading title={t('undertaking.title')}>{t('undertaking.done', { version })}</PageHeading>;
  return <UndertakingPage me={me} onLater={() => void navigate('/')} />;
}
