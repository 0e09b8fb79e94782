import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { answer, api } from '../../api/client.js';
import { Loading } from '../../ui/loading.js';
import { PageHeading } from '../../ui/page-heading.js';
import { ProblemNotice } from '../../ui/problem-notice.js';
import { whereaboutsOf } from './certificate-query.js';
import { DayAnswer } from './day-answer.js';
import { UnitAnswer } from './unit-answer.js';
import { WhereaboutsForm } from './whereabouts-form.js';

/** What became of a call: kept until a day, purged with its certificate, or never here. Each question is an event. */
export function WhereaboutsPage() {
  const { t } = useTranslation();
  const [address, setAddress] = useSearchParams();
  const asked = whereaboutsOf(address);
  return (
    <>
      <PageHeading title={t('whereabouts.title')}>{t('whereabouts.lead')}</PageHeading>
      <WhereaboutsForm
        asked={asked}
        onAsk={question => {
          setAddress(question, { preventScrollReset: true });
        }}
      />
      <div role="status">{asked ? <Answer asked={asked} /> : null}</div>
    </>
  );
}

function Answer({ asked }: { readonly asked: NonNullable<ReturnType<typeof whereaboutsOf>> }) {
  const { data, error, isPending, refetch } = useQuery({
    queryKey: ['whereabouts', asked],
    queryFn: () => answer(api.GET('/api/v1/retention/whereabouts', { params: { query: asked } })),
    staleTime: Infinity,
    gcTime: 0,
  });
  return (
    <>
      {isPending ? <Loading /> : null}
      <ProblemNotice error={error} onRetry={() => void refetch()} />
      {data?.unit ? <UnitAnswer unit={data.unit} /> : null}
      {data?.day ? <DayAnswer day={data.day} /> : null}
    </>
  );
}
