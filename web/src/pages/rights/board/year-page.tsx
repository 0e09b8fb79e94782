import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { answer, api } from '../../../api/client.js';
import type { YearFigures } from '../../../api/types.js';
import { Choice } from '../../../ui/choice.js';
import { DataTable } from '../../../ui/data-table.js';
import { Fact, Facts } from '../../../ui/facts.js';
import { FilterRow } from '../../../ui/filter-row.js';
import { dayOf } from '../../../ui/format/helsinki.js';
import { useFormat } from '../../../ui/format/use-format.js';
import { Loading } from '../../../ui/loading.js';
import { PageHeading } from '../../../ui/page-heading.js';
import { Panel } from '../../../ui/panel.js';
import { ProblemNotice } from '../../../ui/problem-notice.js';
import { OUTCOMES } from '../decisions/decision-draft.js';
import { ALL_GROUNDS } from '../grounds.js';
import { RIGHTS } from '../rights.js';
import { yearsTo } from './years-to.js';

/** How requests of a year were answered, for the report of the data protection officer. Nothing of anybody. */
export function YearPage() {
  const { t } = useTranslation();
  const [address, setAddress] = useSearchParams();
  const years = yearsTo(dayOf(new Date()));
  const year = years.find(one => String(one) === address.get('year')) ?? years[0];
  const { data, error, isPending, refetch } = useQuery({
    queryKey: ['rights-year', year],
    queryFn: () => answer(api.GET('/api/v1/rights-requests/statistics', { params: { query: { year } } })),
  });
  return (
    <>
      <PageHeading title={t('rights.year.title')}>{t('rights.year.lead')}</PageHeading>
      <FilterRow>
        <Choice
          label={t('rights.year.year')}
          value={String(year)}
          options={years.map(one => ({ value: String(one), label: String(one) }))}
          onChange={value => {
            setAddress({ year: value }, { preventScrollReset: true });
          }}
        />
      </FilterRow>
      {isPending ? <Loading /> : null}
      <ProblemNotice error={error} onRetry={() => void refetch()} />
      {data ? <Figures figures={data} /> : null}
    </>
  );
}

function Figures({ figures }: { readonly figures: YearFigures }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { year, requests, disclosures, answered, medianDays, late, lateDays, stops, extended } = figures;
  const days = medianDays === null ? '–' : format.number(medianDays);
  return (
    <div className="stack">
      <Panel title={t('rights.year.of', { year })}>
        <Facts>
          <Fact name={t('rights.year.requests')}>{requests}</Fact>
          <Fact name={t('rights.year.answered')}>{answered}</Fact>
          <Fact name={t('rights.year.medianDays')}>{days}</Fact>
          <Fact name={t('rights.year.late')}>
            {late}
            {late === 0 ? null : <small>{t('rights.year.lateDays', { count: lateDays })}</small>}
          </Fact>
          <Fact name={t('rights.year.extended')}>{extended}</Fact>
          <Fact name={t('rights.year.identityStops')}>{stops.identity}</Fact>
          <Fact name={t('rights.year.clarificationStops')}>{stops.clarification}</Fact>
          <Fact name={t('rights.year.disclosures')}>{disclosures}</Fact>
        </Facts>
      </Panel>
      <Counts
        title={t('rights.year.byRight')}
        names={RIGHTS}
        counts={figures.byRight}
        nameOf={right => t(`rights.right.${right}.name`)}
      />
      <Counts
        title={t('rights.year.byOutcome')}
        names={OUTCOMES}
        counts={figures.byOutcome}
        nameOf={outcome => t(`rights.outcomes.${outcome}`)}
      />
      <Counts
        title={t('rights.year.byGround')}
        names={ALL_GROUNDS}
        counts={figures.byGround}
        nameOf={ground => t(`rights.grounds.${ground}`)}
      />
    </div>
  );
}

interface CountsProps<Name extends string> {
  readonly title: string;
  /** What there is to count, in its order. */
  readonly names: readonly Name[];
  readonly counts: Readonly<Record<string, number>>;
  readonly nameOf: (name: Name) => string;
}

function Counts<Name extends string>({ title, names, counts, nameOf }: CountsProps<Name>) {
  const { t } = useTranslation();
  const format = useFormat();
  const rows = names.flatMap(name => (counts[name] ? [[name, counts[name]] as const] : []));
  return (
    <Panel title={title}>
      {rows.length === 0 ? (
        <p>{t('rights.year.nothing')}</p>
      ) : (
        <DataTable
          caption={title}
          rows={rows}
          idOf={([name]) => name}
          columns={[
            { id: 'name', header: t('rights.year.what'), rowHeader: true, cell: ([name]) => nameOf(name) },
            { id: 'count', header: t('rights.year.count'), align: 'end', cell: ([, count]) => format.number(count) },
          ]}
        />
      )}
    </Panel>
  );
}
