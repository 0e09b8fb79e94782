import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../../api/client.js';
import type { GoingLive } from '../../api/types.js';
import { DataTable } from '../../ui/data-table.js';
import { useFormat, useLanguage } from '../../ui/format/use-format.js';
import { Loading } from '../../ui/loading.js';
import { PageHeading } from '../../ui/page-heading.js';
import { Panel } from '../../ui/panel.js';
import { ProblemNotice } from '../../ui/problem-notice.js';
import { useDone } from '../../ui/use-done.js';
import { FindingDialog } from './finding-dialog.js';
import { stateOf } from './finding-state.js';
import { useGoingLiveColumns } from './going-live-columns.js';
import './going-live.css';

/** What the notice leaves open, what going live asks, and, once all is settled, with what the system was taken into use. */
export function GoingLivePage() {
  const { t } = useTranslation();
  const { data, isPending, error, refetch } = useQuery({
    queryKey: ['going-live'],
    queryFn: () => answer(api.GET('/api/v1/going-live')),
  });
  return (
    <>
      <PageHeading title={t('goingLive.title')}>{t('goingLive.lead')}</PageHeading>
      {isPending ? <Loading /> : null}
      <ProblemNotice error={error} onRetry={() => void refetch()} />
      {data ? <Standing state={data} /> : null}
      {data ? <Findings state={data} /> : null}
    </>
  );
}

function Standing({ state: { open, takenIntoUse } }: { readonly state: GoingLive }) {
  const { t } = useTranslation();
  const format = useFormat();
  const language = useLanguage();
  if (!takenIntoUse) return <p>{t('goingLive.open', { count: open })}</p>;
  const { at, rule, ruleVersion, noticeVersion } = takenIntoUse;
  return (
    <Panel title={t('goingLive.allSettled')} tone="highlight">
      <p>
        {t('goingLive.takenIntoUse', { at: format.dateTime(at), rule: rule[language], version: ruleVersion })}{' '}
        {noticeVersion === null ? t('goingLive.withoutNotice') : t('goingLive.withNotice', { version: noticeVersion })}
      </p>
    </Panel>
  );
}

function Findings({ state: { items } }: { readonly state: GoingLive }) {
  const { t } = useTranslation();
  const { say, status } = useDone();
  const [opened, setOpened] = useState<string | null>(null);
  const columns = useGoingLiveColumns(setOpened);
  const finding = items.find(one => one.finding === opened);
  return (
    <div className="going-live">
      {status}
      <DataTable caption={t('goingLive.caption')} columns={columns} rows={items} idOf={one => one.finding} />
      {finding ? (
        <FindingDialog
          finding={finding}
          onDone={(act, now) => {
            setOpened(null);
            const isProposed = act === 'decide' && now?.decided === 'by-rule' && stateOf(now) === 'waits';
            say(t(isProposed ? 'goingLive.done.proposed' : `goingLive.done.${act}`));
          }}
          onClose={() => {
            setOpened(null);
          }}
        />
      ) : null}
    </div>
  );
}
