import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link, Outlet, useParams } from 'react-router';
import { answer, api } from '../../api/client.js';
import { Problem } from '../../api/problem.js';
import type { RightsCase } from '../../api/types.js';
import { Loading } from '../../ui/loading.js';
import { PageHeading } from '../../ui/page-heading.js';
import { ProblemNotice } from '../../ui/problem-notice.js';
import { Logged } from '../../ui/logged.js';
import { useDone } from '../../ui/use-done.js';
import { Views } from '../../ui/views.js';
import type { CaseInView } from './case-in-view.js';
import { CaseHead } from './case-head.js';
import { viewOf, viewsOf } from './case-views.js';

/** One case. Each opening is an event, so nothing of it is kept when the page is left. */
export function CasePage() {
  const { t } = useTranslation();
  const { id = '' } = useParams();
  const { data, error, isPending, refetch } = useQuery({
    queryKey: ['rights-case', id],
    queryFn: () => answer(api.GET('/api/v1/rights-requests/{id}', { params: { path: { id } } })),
    staleTime: Infinity,
    gcTime: 0,
  });

  if (data && !isOutOfReach(error)) return <Case key={id} rightsCase={data} />;
  return (
    <>
      <PageHeading title={t('rights.one')} />
      {isPending ? <Loading /> : null}
      <ProblemNotice error={error} onRetry={() => void refetch()} />
      <Link to="/rights-requests">{t('rights.back')}</Link>
    </>
  );
}

/** Whether the server shows the case no more. */
function isOutOfReach(error: unknown): boolean {
  return error instanceof Problem && [403, 404, 410].includes(error.status);
}

function Case({ rightsCase }: { readonly rightsCase: RightsCase }) {
  const { t } = useTranslation();
  const { say, status } = useDone();
  const context: CaseInView = { rightsCase, say };
  return (
    <article className="stack case">
      <CaseHead {...context} />
      <Views
        label={t('rights.views.label')}
        views={viewsOf(rightsCase).map(({ path, name }) => ({ to: viewOf(rightsCase.id, path), name: t(name) }))}
      />
      {status}
      <Outlet context={context} />
      <Logged act="rightsStep" />
      <Link to="/rights-requests" className="no-print">
        {t('rights.back')}
      </Link>
    </article>
  );
}
