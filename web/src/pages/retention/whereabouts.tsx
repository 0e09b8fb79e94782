import { skipToken } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { answer, api } from '../../api/client.js';
import { Loading } from '../../ui/loading.js';
import { PageHeading } from '../../ui/page-heading.js';
import { ProblemNotice } from '../../ui/problem-notice.js';
import { useOpened } from '../../ui/use-opened.js';
import { whereaboutsOf, type CertificateQuery } from './certificate-query.js';
import { DayCertificates } from './day-certificates.js';
import { PurgedUnit } from './purged-unit.js';
import { useWhereaboutsText } from './use-whereabouts-text.js';
import { WhereaboutsForm } from './whereabouts-form.js';

/** What became of a call: kept until a day, purged with its certificate, or never here. Each question is an event. */
export function WhereaboutsPage() {
  const { t } = useTranslation();
  const [address, setAddress] = useSearchParams();
  const asked = whereaboutsOf(address);
  const { data, error, isFetching, refetch } = useWhereabouts(asked);
  const textOf = useWhereaboutsText();
  const found = asked ? data : undefined;
  return (
    <>
      <PageHeading title={t('whereabouts.title')}>{t('whereabouts.lead')}</PageHeading>
      <WhereaboutsForm
        asked={asked}
        onAsk={question => {
          setAddress(question, { preventScrollReset: true });
        }}
      />
      {isFetching ? <Loading /> : null}
      <ProblemNotice error={error} onRetry={() => void refetch()} />
      <p className="whereabouts-answer" role="status">
        {found ? textOf(found) : ''}
      </p>
      {found?.unit?.outcome === 'purged' ? <PurgedUnit certificate={found.unit.certificate} /> : null}
      {found?.day && found.day.purged > 0 ? <DayCertificates day={found.day} /> : null}
    </>
  );
}

function useWhereabouts(asked: Omit<CertificateQuery, 'run'> | null) {
  return useOpened(
    ['whereabouts', asked],
    asked === null ? skipToken : () => answer(api.GET('/api/v1/retention/whereabouts', { params: { query: asked } })),
  );
}
