import { useTranslation } from 'react-i18next';
import type { AgentName } from '../../api/types.js';
import type { Column } from '../../ui/data-table.js';
import { useFormat } from '../../ui/format/use-format.js';
import { OpenButton } from '../../ui/open-button.js';

/** The columns of the names; `onOpen` asks whose one is. */
export function useAgentNameColumns(onOpen: (agentName: AgentName) => void): Column<AgentName>[] {
  const { t } = useTranslation();
  const format = useFormat();
  return [
    {
      id: 'name',
      header: t('agentNames.name'),
      rowHeader: true,
      cell: ({ name, kind }) => (
        <>
          {name}
          {kind === '' ? null : <small>{t(`fields.${kind}`)}</small>}
        </>
      ),
    },
    { id: 'source', header: t('recording.source'), cell: ({ source }) => source },
    { id: 'person', header: t('agentNames.person'), cell: ({ staffName }) => staffName ?? t('agentNames.nobody') },
    { id: 'waiting', header: t('agentNames.waiting'), align: 'end', cell: ({ waiting }) => format.number(waiting) },
    {
      id: 'last',
      header: t('agentNames.lastCallAt'),
      cell: ({ lastCallAt }) => (lastCallAt === null ? '' : format.dateTime(lastCallAt)),
    },
    {
      id: 'open',
      header: t('agentNames.map'),
      cell: agentName => (
        <OpenButton
          about={`${agentName.name}, ${agentName.source}`}
          onOpen={() => {
            onOpen(agentName);
          }}
        />
      ),
    },
  ];
}
