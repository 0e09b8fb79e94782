import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../../api/client.js';
import type { LogState } from '../../api/types.js';
import { Fact, Facts } from '../../ui/facts.js';
import { useFormat } from '../../ui/format/use-format.js';
import { Loading } from '../../ui/loading.js';
import { Panel } from '../../ui/panel.js';
import { ProblemNotice } from '../../ui/problem-notice.js';
import { Tag } from '../../ui/tag.js';
import { Alarms } from './alarms.js';
import { ClosedReasons } from './closed-reasons.js';
import { CopyableText } from './copyable-text.js';
import { CopyState } from './copy-state.js';
import { Verification } from './verification.js';

/** Looking again costs no event: following the log is recorded once an hour. Nor does it hold the session (attended.ts). */
const LOOK_EVERY_MS = 15_000;

/** What the server says about its log, looked at again and again while the page is open. */
export function LogParts() {
  const { t } = useTranslation();
  const { data, dataUpdatedAt, error, isPending, refetch } = useQuery({
    queryKey: ['log-state'],
    queryFn: () => answer(api.GET('/api/v1/audit/log')),
    staleTime: 0,
    refetchInterval: LOOK_EVERY_MS,
  });
  return (
    <>
      {isPending ? <Loading /> : null}
      <ProblemNotice error={error} onRetry={() => void refetch()} />
      {data ? <Head log={data} /> : null}
      <Alarms closed={data?.closedBecause.includes('alarm') ?? false} />
      {data ? (
        <>
          <CopyState log={data} lookedAt={dataUpdatedAt} />
          <Verification verification={data.verification} />
          <Panel title={t('logState.checkpoint.title')}>
            <p>{t('logState.checkpoint.text')}</p>
            <CopyableText text={data.checkpoint} button={t('logState.checkpoint.copy')} />
          </Panel>
          <Panel title={t('logState.keys.title')}>
            <p>{t('logState.keys.text')}</p>
            <CopyableText text={data.verifierKeys.join('\n')} button={t('logState.keys.copy')} />
          </Panel>
        </>
      ) : null}
    </>
  );
}

function Head({ log }: { readonly log: LogState }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { origin, size, pending, root, signedAt, keptMonths, prunedTo, closedBecause } = log;
  const isOpen = closedBecause.length === 0;
  return (
    <Panel title={t('logState.head.title')}>
      <ClosedReasons reasons={closedBecause} />
      <Facts>
        <Fact name={t('logState.head.playback')}>
          <Tag tone={isOpen ? 'success' : 'alert'}>{isOpen ? t('logState.head.open') : t('logState.head.closed')}</Tag>
        </Fact>
        <Fact name={t('logState.head.origin')}>{origin}</Fact>
        <Fact name={t('logState.head.size')}>
          {t('logState.events', { count: size })}
          {pending === 0 ? null : <small>{t('logState.head.pending', { count: pending })}</small>}
        </Fact>
        <Fact name={t('logState.head.root')}>
          <code>{root}</code>
        </Fact>
        <Fact name={t('logState.head.signedAt')}>{format.dateTimeExact(signedAt)}</Fact>
        <Fact name={t('logState.head.kept')}>{t('logState.head.keptMonths', { count: keptMonths })}</Fact>
        <Fact name={t('logState.head.pruned')}>
          {prunedTo === 0 ? t('logState.head.nothingPruned') : t('logState.head.prunedTo', { count: prunedTo })}
        </Fact>
      </Facts>
    </Panel>
  );
}
