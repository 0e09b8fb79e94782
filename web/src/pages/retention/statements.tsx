import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { InlineAlert } from 'suomifi-ui-components';
import { answer, api } from '../../api/client.js';
import type { Statement } from '../../api/types.js';
import { Choice } from '../../ui/choice.js';
import { FilterRow } from '../../ui/filter-row.js';
import { dayOf } from '../../ui/format/helsinki.js';
import { useFormat } from '../../ui/format/use-format.js';
import { Loading } from '../../ui/loading.js';
import { PageHeading } from '../../ui/page-heading.js';
import { ProblemNotice } from '../../ui/problem-notice.js';
import { monthsUntil } from './months.js';
import { StatementDownloads } from './statement-downloads.js';
import { Deleted, Faults, HeldInMonth, LateReviewsInMonth } from './statement-parts.js';
import { ListeningInMonth } from './statement-listening.js';

const SHOWN_MONTHS = 24;

/** What a month came to: deleted in time, held and why, who listened for what, late reviews. Each look is an event. */
export function Statements() {
  const { t } = useTranslation();
  const format = useFormat();
  const [address, setAddress] = useSearchParams();
  const months = monthsUntil(dayOf(new Date()), SHOWN_MONTHS);
  const month = months.find(one => one === address.get('month')) ?? months[1] ?? '';
  return (
    <div className="stack">
      <PageHeading title={t('statements.title')}>{t('statements.lead')}</PageHeading>
      <FilterRow>
        <Choice
          label={t('statements.month')}
          value={month}
          options={months.map(value => ({ value, label: format.month(value) }))}
          onChange={value => {
            setAddress({ month: value }, { preventScrollReset: true });
          }}
        />
      </FilterRow>
      <OneMonth key={month} month={month} />
    </div>
  );
}

function OneMonth({ month }: { readonly month: string }) {
  const { data, error, isPending, refetch } = useQuery({
    queryKey: ['statement', month],
    queryFn: () => answer(api.GET('/api/v1/retention/statements/{month}', { params: { path: { month } } })),
    staleTime: Infinity,
    gcTime: 0,
  });
  return (
    <>
      {isPending ? <Loading /> : null}
      <ProblemNotice error={error} onRetry={() => void refetch()} />
      {data ? <Made statement={data} /> : null}
    </>
  );
}

function Made({ statement }: { readonly statement: Statement }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <>
      <div>
        <p className="print-only">{format.month(statement.month)}</p>
        <p>{t('statements.made', { at: format.dateTime(statement.madeAt) })}</p>
        {statement.isOver ? null : <InlineAlert>{t('statements.soFar')}</InlineAlert>}
      </div>
      <StatementDownloads month={statement.month} />
      <Deleted deleted={statement.deleted} />
      <HeldInMonth held={statement.held} />
      <ListeningInMonth listening={statement.listening} />
      <LateReviewsInMonth reviews={statement.lateReviews} />
      <Faults statement={statement} />
    </>
  );
}
