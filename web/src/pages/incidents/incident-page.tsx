import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import type { IncidentDetails } from '../../api/types.js';
import { Loading } from '../../ui/loading.js';
import { PageHeading } from '../../ui/page-heading.js';
import { ProblemNotice } from '../../ui/problem-notice.js';
import { useDone } from '../../ui/use-done.js';
import { Affected } from './affected.js';
import { AuthorityPanel } from './authority-panel.js';
import { useIncident } from './incident-queries.js';
import { NotificationTag } from './incident-tags.js';
import { KnownPanel } from './known-panel.js';
import { NextPanel } from './next-panel.js';
import { SubjectsPanel } from './subjects-panel.js';
import '../findings/findings.css';

/** One breach of personal data: since when it is known, who is told, and whom it affected. */
export function IncidentPage() {
  const { t } = useTranslation();
  const { id = '' } = useParams();
  const { data, error, isPending, refetch } = useIncident(id);
  if (data) return <Incident key={id} incident={data} />;
  return (
    <>
      <PageHeading title={t('incidents.title')} />
      {isPending ? <Loading /> : null}
      <ProblemNotice error={error} onRetry={() => void refetch()} />
      <Link to="/incidents">{t('incidents.back')}</Link>
    </>
  );
}

function Incident({ incident }: { readonly incident: IncidentDetails }) {
  const { t } = useTranslation();
  const { say, status } = useDone();
  return (
    <div className="stack">
      <PageHeading title={t('incidents.one', { number: incident.number })}>
        <NotificationTag state={incident.notification} />
      </PageHeading>
      {status}
      <NextPanel incident={incident} />
      <KnownPanel incident={incident} say={say} />
      <AuthorityPanel incident={incident} say={say} />
      <SubjectsPanel incident={incident} say={say} />
      <Affected incident={incident} say={say} />
      <Link to="/incidents">{t('incidents.back')}</Link>
    </div>
  );
}
