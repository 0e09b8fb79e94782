import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { answer, api } from '../../api/client.js';
import type { LogEvent } from '../../api/types.js';
import { ListView } from '../../ui/list-view.js';
import { PageHeading } from '../../ui/page-heading.js';
import { useList } from '../../ui/use-list.js';
import { EventDialog } from './event-dialog.js';
import { LogFilterForm } from './log-filter-form.js';
import { logAddressOf, logQuery, setLogFilters } from './log-filters.js';
import { useLogColumns } from './log-columns.js';

/** The access log for those who review it; each look into it is an event of its own. */
export function AccessLogPage() {
  const { t } = useTranslation();
  const [address, setAddress] = useSearchParams();
  const [opened, setOpened] = useState<LogEvent | null>(null);
  const filters = logAddressOf(address);
  const columns = useLogColumns(setOpened);
  const list = useList(['log', filters], cursor =>
    answer(
      api.GET('/api/v1/audit/events', {
        params: { query: { ...logQuery(filters), ...(cursor === undefined ? {} : { cursor }) } },
      }),
    ),
  );

  return (
    <>
      <PageHeading key={filters.recording} title={t('log.title')}>
        {t('log.lead')}
      </PageHeading>
      <LogFilterForm
        filters={filters}
        onApply={chosen => {
          setAddress(setLogFilters(chosen), { preventScrollReset: true });
        }}
      />
      <ListView
        list={list}
        caption={t('log.caption')}
        columns={columns}
        idOf={event => event.id}
        empty={t('log.empty')}
      />
      {opened ? (
        <EventDialog
          event={opened}
          onClose={() => {
            setOpened(null);
          }}
        />
      ) : null}
    </>
  );
}
