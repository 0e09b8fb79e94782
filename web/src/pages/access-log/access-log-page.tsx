import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useSearchParams } from 'react-router';
import { Button } from 'suomifi-ui-components';
import { may, useMe } from '../../app/session/me.js';
import { answer, api } from '../../api/client.js';
import type { LogEvent } from '../../api/types.js';
import { ListView } from '../../ui/list-view.js';
import { PageHeading } from '../../ui/page-heading.js';
import { useList } from '../../ui/use-list.js';
import { EventDialog } from './event-dialog.js';
import { ExportDialog } from './export-dialog.js';
import { IncidentOfFilters } from './incident-link.js';
import { LogFilterForm } from './log-filter-form.js';
import { logAddressOf, logQuery, setLogFilters, type LogAddress } from './log-filters.js';
import { useLogColumns } from './log-columns.js';
import { LogTimeline } from './log-timeline.js';
import { ViewLinks } from './view-links.js';

/** The access log for those who review it; each look into it is an event of its own. */
export function AccessLogPage() {
  const { t } = useTranslation();
  const [address, setAddress] = useSearchParams();
  const [opened, setOpened] = useState<LogEvent | null>(null);
  const [exporting, setExporting] = useState(false);
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
      <PageHeading
        key={[filters.recording, filters.contact, filters.session].join()}
        title={t('log.title')}
        actions={
          <Actions
            filters={filters}
            onExport={() => {
              setExporting(true);
            }}
          />
        }
      >
        {t('log.lead')}
      </PageHeading>
      <LogFilterForm
        filters={filters}
        onApply={chosen => {
          setAddress(setLogFilters(chosen), { preventScrollReset: true });
        }}
      />
      <ViewLinks filters={filters} />
      <LogTimeline filters={filters} />
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
      {exporting ? (
        <ExportDialog
          filters={filters}
          onClose={() => {
            setExporting(false);
          }}
        />
      ) : null}
    </>
  );
}

function Actions({ filters, onExport }: { readonly filters: LogAddress; readonly onExport: () => void }) {
  const { t } = useTranslation();
  const me = useMe();
  const seesState = may(me, 'follow', 'AuditLog') || may(me, 'list', 'AuditAlarm');
  return (
    <div className="log-actions no-print">
      <IncidentOfFilters filters={filters} />
      {seesState ? <Link to="/log-state">{t('logState.title')}</Link> : null}
      {may(me, 'export', 'AuditEvent') ? (
        <Button variant="secondary" onClick={onExport}>
          {t('log.export.open')}
        </Button>
      ) : null}
    </div>
  );
}
