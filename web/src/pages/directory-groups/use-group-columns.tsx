import { useTranslation } from 'react-i18next';
import type { DirectoryGroup } from '../../api/types.js';
import type { Column } from '../../ui/data-table.js';
import { useFormat } from '../../ui/format/use-format.js';
import { RowButton } from '../../ui/row-button.js';
import { useStaffNames } from '../staff/use-staff-names.js';

/** The columns of the groups; `onMap` for who may map them. */
export function useGroupColumns(
  templateName: (id: string) => string,
  onMap: ((group: DirectoryGroup) => void) | null,
): Column<DirectoryGroup>[] {
  const { t } = useTranslation();
  const columns: Column<DirectoryGroup>[] = [
    {
      id: 'name',
      header: t('directoryGroups.name'),
      rowHeader: true,
      cell: ({ displayName, clientName }) => (
        <>
          {displayName}
          <small>{clientName}</small>
        </>
      ),
    },
    {
      id: 'members',
      header: t('directoryGroups.members'),
      cell: ({ memberCount }) => t('directoryGroups.memberCount', { count: memberCount }),
    },
    {
      id: 'template',
      header: t('directoryGroups.template'),
      cell: group => <Mapping group={group} name={group.templateId === null ? null : templateName(group.templateId)} />,
    },
  ];
  return onMap ? [...columns, mapColumn(onMap)] : columns;

  function mapColumn(map: (group: DirectoryGroup) => void): Column<DirectoryGroup> {
    return {
      id: 'map',
      header: t('directoryGroups.map'),
      cell: group => (
        <RowButton
          variant="secondary"
          act={t('directoryGroups.map')}
          about={group.displayName}
          onClick={() => {
            map(group);
          }}
        />
      ),
    };
  }
}

function Mapping({
  group: { mappedAt, mappedBy },
  name,
}: {
  readonly group: DirectoryGroup;
  readonly name: string | null;
}) {
  const { t } = useTranslation();
  const format = useFormat();
  const { nameOf, knows } = useStaffNames();
  return (
    <>
      {name ?? t('directoryGroups.noTemplate')}
      {mappedAt === null ? null : (
        <small>
          {format.dateTime(mappedAt)}
          {mappedBy !== null && knows(mappedBy) ? `, ${nameOf(mappedBy)}` : ''}
        </small>
      )}
    </>
  );
}
