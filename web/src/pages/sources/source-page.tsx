import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { answer, api } from '../../api/client.js';
import type { Source } from '../../api/types.js';
import { Loading } from '../../ui/loading.js';
import { PageHeading } from '../../ui/page-heading.js';
import { ProblemNotice } from '../../ui/problem-notice.js';
import { SourceEditor } from './source-editor.js';
import { UNSET } from './source-draft.js';
import { SOURCES } from './source-queries.js';

/** How one source is set up: what it may deliver, what callers hear there, and how its documents are read. */
export function SourcePage() {
  const { t } = useTranslation();
  const { name = '' } = useParams();
  const { data, error, isPending, refetch } = useQuery({
    queryKey: [...SOURCES, 'all'],
    queryFn: () => answer(api.GET('/api/v1/sources')),
  });
  const known = data?.items.find(source => source.name === name);
  const source: Source = known ?? { name, ...UNSET };

  return (
    <div className="stack">
      <PageHeading title={t('sources.oneTitle', { name })}>
        {data && !known ? t('sources.isNew') : t('sources.oneLead')}
      </PageHeading>
      {isPending ? <Loading /> : null}
      <ProblemNotice error={error} onRetry={() => void refetch()} />
      {data ? <SourceEditor key={name} source={source} /> : null}
      <Link to="/sources">{t('sources.back')}</Link>
    </div>
  );
}
