import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { may, useMe } from '../../app/session/me.js';
import { answer, api } from '../../api/client.js';
import type { DirectoryGroup } from '../../api/types.js';
import { ListView } from '../../ui/list-view.js';
import { PageHeading } from '../../ui/page-heading.js';
import { useFocusAfter } from '../../ui/use-focus-after.js';
import { useList } from '../../ui/use-list.js';
import { useTemplates } from '../grant-templates/use-templates.js';
import { DIRECTORY_GROUPS } from './directory-group-queries.js';
import { MapDialog } from './map-dialog.js';
import { useGroupColumns } from './use-group-columns.js';

/** The groups of the directory, and what their members are proposed for. */
export function DirectoryGroupsPage() {
  const { t } = useTranslation();
  const me = useMe();
  const [mapping, setMapping] = useState<DirectoryGroup | null>(null);
  const [mapped, setMapped] = useState<DirectoryGroup | null>(null);
  const [times, setTimes] = useState(0);
  const status = useFocusAfter<HTMLParagraphElement>(times);
  const templates = useTemplates().data?.items ?? [];
  const templateName = (id: string): string => templates.find(template => template.id === id)?.name ?? '';
  const columns = useGroupColumns(templateName, may(me, 'map', 'DirectoryGroup') ? setMapping : null);
  const list = useList(DIRECTORY_GROUPS, async () => ({
    ...(await answer(api.GET('/api/v1/directory-groups'))),
    nextCursor: null,
  }));

  return (
    <>
      <PageHeading title={t('directoryGroups.title')}>{t('directoryGroups.lead')}</PageHeading>
      <p role="status" tabIndex={-1} ref={status}>
        {mapped === null ? '' : t('directoryGroups.saved', { name: mapped.displayName })}
      </p>
      <ListView
        list={list}
        caption={t('directoryGroups.caption')}
        columns={columns}
        idOf={({ id }) => id}
        empty={t('directoryGroups.none')}
      />
      {mapping ? (
        <MapDialog
          group={mapping}
          templates={templates}
          onDone={group => {
            setMapping(null);
            setMapped(group);
            setTimes(before => before + 1);
          }}
          onClose={() => {
            setMapping(null);
          }}
        />
      ) : null}
    </>
  );
}
