import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Button } from 'suomifi-ui-components';
import { answer, api } from '../../api/client.js';
import type { PromiseList } from '../../api/types.js';
import { may, useMe } from '../../app/session/me.js';
import { useLanguage } from '../../ui/format/use-format.js';
import { Loading } from '../../ui/loading.js';
import { PageHeading } from '../../ui/page-heading.js';
import { ProblemNotice } from '../../ui/problem-notice.js';
import { useDone } from '../../ui/use-done.js';
import { download } from '../access-log/download.js';
import { PaperButton } from '../notice/paper-button.js';
import { TASKS_KEY } from '../tasks/use-tasks.js';
import { Incidents } from './incidents.js';
import { PromisesTable } from './promises-table.js';
import './promises.css';

/** What the notice promises, what keeps it, what shows it, and the newest results. */
export function PromisesPage() {
  const { t } = useTranslation();
  const { say, status } = useDone();
  const { data, isPending, error, refetch } = useQuery({
    queryKey: ['promises'],
    queryFn: () => answer(api.GET('/api/v1/promises')),
  });
  return (
    <>
      <PageHeading title={t('promises.title')}>{t('promises.lead')}</PageHeading>
      {status}
      <CheckNow say={say} />
      <Downloads list={data} />
      {isPending ? <Loading /> : null}
      <ProblemNotice error={error} onRetry={() => void refetch()} />
      {data ? <Counts list={data} /> : null}
      {data ? <PromisesTable promises={data.items} say={say} /> : null}
      <Incidents say={say} />
    </>
  );
}

function CheckNow({ say }: { readonly say: (words: string) => void }) {
  const { t } = useTranslation();
  const me = useMe();
  const client = useQueryClient();
  const check = useMutation({
    mutationFn: () => answer(api.POST('/api/v1/promises/checks')),
    onSuccess: async list => {
      client.setQueryData(['promises'], list);
      for (const queryKey of [['promise-incidents'], TASKS_KEY]) await client.invalidateQueries({ queryKey });
      say(t('promises.checked'));
    },
  });
  if (!may(me, 'check', 'Promise')) return null;
  return (
    <div className="promises__check no-print">
      <Button
        disabled={check.isPending}
        onClick={() => {
          check.mutate();
        }}
      >
        {t('promises.check')}
      </Button>
      <p>{t('promises.checkLogged')}</p>
      <ProblemNotice error={check.error} />
    </div>
  );
}

function Downloads({ list }: { readonly list: PromiseList | undefined }) {
  const { t } = useTranslation();
  const language = useLanguage();
  return (
    <div className="promises__downloads no-print">
      <PaperButton
        name={`lupaukset-${language}.pdf`}
        fetchPaper={() =>
          answer<Blob | undefined>(
            api.GET('/api/v1/promises/pdf', { params: { query: { language } }, parseAs: 'blob' }),
          )
        }
      />
      <Button
        variant="secondary"
        disabled={!list}
        onClick={() => {
          download('lupaukset.json', new Blob([JSON.stringify(list, null, 2)], { type: 'application/json' }));
        }}
      >
        {t('promises.json')}
      </Button>
    </div>
  );
}

const STANDINGS = ['kept', 'broken', 'not-known'] as const;

function Counts({ list }: { readonly list: PromiseList }) {
  const { t } = useTranslation();
  const countOf = (standing: (typeof STANDINGS)[number]) => list.items.filter(one => one.standing === standing).length;
  return <p>{STANDINGS.map(standing => t(`promises.counts.${standing}`, { count: countOf(standing) })).join(' · ')}</p>;
}
