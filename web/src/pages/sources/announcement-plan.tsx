import { useTranslation } from 'react-i18next';
import type { Announcement } from '../../api/types.js';
import { DataTable, type Column } from '../../ui/data-table.js';
import { useFormat } from '../../ui/format/use-format.js';
import { Panel } from '../../ui/panel.js';
import { RowButton } from '../../ui/row-button.js';
import { useDone } from '../../ui/use-done.js';
import { NewAnnouncement } from './new-announcement.js';
import type { DraftProps } from './source-editor.js';

/** What callers hear at the start of a call, from which day on. */
export function AnnouncementPlan({ draft, onChange }: DraftProps) {
  const { t } = useTranslation();
  const { announcements } = draft;
  const { say, status } = useDone();
  const columns = useColumns(entry => {
    onChange({ announcements: announcements.filter(other => other !== entry) });
    say(t('sources.removed', { version: entry.version }));
  });
  return (
    <Panel title={t('sources.plan')}>
      <p>{t('sources.planLead')}</p>
      {announcements.length > 0 ? (
        <DataTable
          caption={t('sources.planCaption')}
          columns={columns}
          rows={announcements}
          idOf={entry => JSON.stringify(entry)}
        />
      ) : (
        <p>{t('sources.noPlan')}</p>
      )}
      {status}
      <NewAnnouncement
        onAdd={entry => {
          const others = announcements.filter(other => JSON.stringify(other) !== JSON.stringify(entry));
          onChange({ announcements: [...others, entry] });
          say(t('sources.added', { version: entry.version }));
        }}
      />
    </Panel>
  );
}

function useColumns(onRemove: (entry: Announcement) => void): Column<Announcement>[] {
  const { t } = useTranslation();
  const format = useFormat();
  return [
    {
      id: 'version',
      header: t('sources.version'),
      rowHeader: true,
      cell: ({ version, language }) => `${version} (${language})`,
    },
    { id: 'queue', header: t('sources.queue'), cell: ({ queue }) => queue ?? t('sources.everyQueue') },
    {
      id: 'direction',
      header: t('sources.direction'),
      cell: ({ direction }) => t(`sources.directions.${direction ?? 'general'}`),
    },
    { id: 'from', header: t('sources.from'), cell: ({ from }) => format.day(from) },
    { id: 'until', header: t('sources.until'), cell: ({ until }) => (until ? format.day(until) : '–') },
    {
      id: 'acts',
      header: t('sources.acts'),
      cell: entry => (
        <RowButton
          act={t('sources.remove')}
          about={entry.version}
          onClick={() => {
            onRemove(entry);
          }}
        />
      ),
    },
  ];
}
