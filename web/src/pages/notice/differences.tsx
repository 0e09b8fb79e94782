import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../../api/client.js';
import type { NoticeDifference, NoticeState } from '../../api/types.js';
import { Choice } from '../../ui/choice.js';
import { DataTable, type Column } from '../../ui/data-table.js';
import { useLanguage } from '../../ui/format/use-format.js';
import { Loading } from '../../ui/loading.js';
import { Panel } from '../../ui/panel.js';
import { ProblemNotice } from '../../ui/problem-notice.js';

const NOW = 'now';

/** What differs between two versions, or between a version and what the rules say now, block by block. */
export function Differences({ state }: { readonly state: NoticeState }) {
  const { t } = useTranslation();
  const first = state.published ?? state.versions[0]?.version;
  const [from, setFrom] = useState(String(first ?? ''));
  const [to, setTo] = useState(NOW);
  if (first === undefined) return null;
  const versions = state.versions.map(({ version }) => ({
    value: String(version),
    label: t('notice.one', { version }),
  }));
  const now = { value: NOW, label: t('notice.now') };
  return (
    <Panel title={t('notice.differences')}>
      <div className="form__buttons no-print">
        <Choice label={t('notice.from')} value={from || String(first)} options={versions} onChange={setFrom} />
        <Choice label={t('notice.to')} value={to} options={[now, ...versions]} onChange={setTo} />
      </div>
      <Between from={Number(from || first)} to={to === NOW ? NOW : Number(to)} />
    </Panel>
  );
}

function Between({ from, to }: { readonly from: number; readonly to: number | typeof NOW }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { data, isPending, error } = useQuery({
    queryKey: ['notice', 'differences', from, to, language],
    queryFn: () => answer(api.GET('/api/v1/notice/differences', { params: { query: { from, to, language } } })),
  });
  const columns: Column<NoticeDifference>[] = [
    { id: 'under', header: t('notice.section'), rowHeader: true, cell: ({ under }) => under },
    { id: 'before', header: t('notice.before'), cell: ({ before }) => <Words lines={before} /> },
    { id: 'after', header: t('notice.after'), cell: ({ after }) => <Words lines={after} /> },
  ];
  if (isPending) return <Loading />;
  if (!data) return <ProblemNotice error={error} />;
  if (data.items.length === 0) return <p role="status">{t('notice.same')}</p>;
  return (
    <div className="text-blocks">
      <DataTable caption={t('notice.differencesCaption')} columns={columns} rows={data.items} idOf={({ id }) => id} />
    </div>
  );
}

function Words({ lines }: { readonly lines: readonly string[] | null }) {
  const { t } = useTranslation();
  if (lines === null) return <em>{t('notice.notThere')}</em>;
  return <p className="differences__words">{lines.join('\n')}</p>;
}
