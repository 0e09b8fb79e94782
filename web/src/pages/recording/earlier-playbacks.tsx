import { skipToken } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from 'suomifi-ui-components';
import { answer, api } from '../../api/client.js';
import type { EarlierPlaybacks as Earlier } from '../../api/types.js';
import { DataTable, type Column } from '../../ui/data-table.js';
import { useFormat } from '../../ui/format/use-format.js';
import { Loading } from '../../ui/loading.js';
import { ProblemNotice } from '../../ui/problem-notice.js';
import { useFocusAfter } from '../../ui/use-focus-after.js';
import { useOpened } from '../../ui/use-opened.js';

/** Who listened before, when it is asked for: each look is on record. */
export function EarlierPlaybacks({ recordingId: id }: { readonly recordingId: string }) {
  const { t } = useTranslation();
  const [isWanted, setWanted] = useState(false);
  const { data, error, isLoading, refetch } = useOpened(
    ['earlier-playbacks', id],
    isWanted ? () => answer(api.GET('/api/v1/recordings/{id}/playbacks', { params: { path: { id } } })) : skipToken,
  );
  const summary = useFocusAfter<HTMLParagraphElement>(data ? 1 : 0);
  if (!isWanted) {
    return (
      <Button
        className="listening__earlier no-print"
        variant="secondaryNoBorder"
        onClick={() => {
          setWanted(true);
        }}
      >
        {t('earlierPlaybacks.show')}
      </Button>
    );
  }
  return (
    <div className="listening__earlier">
      {isLoading ? <Loading /> : null}
      <ProblemNotice error={error} onRetry={() => void refetch()} />
      {data ? (
        <p tabIndex={-1} ref={summary}>
          {t('earlierPlaybacks.count', { count: data.count })}
        </p>
      ) : null}
      {data && data.items.length > 0 ? <Table {...data} /> : null}
    </div>
  );
}

function Table({ items }: Earlier) {
  const { t } = useTranslation();
  const format = useFormat();
  const rows = items.map((item, index) => ({ ...item, id: String(index) }));
  const named = items.some(({ name }) => name !== null);
  const columns: Column<(typeof rows)[number]>[] = [
    { id: 'on', header: t('earlierPlaybacks.on'), rowHeader: true, cell: ({ on }) => format.day(on) },
    {
      id: 'role',
      header: t('earlierPlaybacks.role'),
      cell: ({ role, own }) =>
        [role === null ? t('earlierPlaybacks.roleUnknown') : t(`roles.${role}`), own ? t('earlierPlaybacks.own') : '']
          .filter(Boolean)
          .join(' '),
    },
    { id: 'purpose', header: t('purposeDialog.purpose'), cell: ({ purpose }) => t(`purposes.${purpose}.name`) },
    ...(named
      ? [{ id: 'name', header: t('fields.name'), cell: ({ name }: { name: string | null }) => name ?? '–' }]
      : []),
  ];
  return <DataTable caption={t('earlierPlaybacks.caption')} columns={columns} rows={rows} idOf={({ id }) => id} />;
}
