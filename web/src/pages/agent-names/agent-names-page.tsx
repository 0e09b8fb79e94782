import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../../api/client.js';
import type { AgentName } from '../../api/types.js';
import { ListView } from '../../ui/list-view.js';
import { PageHeading } from '../../ui/page-heading.js';
import { useDone } from '../../ui/use-done.js';
import { useList } from '../../ui/use-list.js';
import { AgentNameDialog } from './agent-name-dialog.js';
import { useAgentNameColumns } from './use-agent-name-columns.js';

/** The names by which sources call agents whom the staff directory does not know, and whose they are. */
export function AgentNamesPage() {
  const { t } = useTranslation();
  const [opened, setOpened] = useState<AgentName | null>(null);
  const { say, status } = useDone();
  const list = useList(['agent-names'], async () => {
    const { items } = await answer(api.GET('/api/v1/agent-names'));
    return { items, nextCursor: null };
  });
  return (
    <>
      <PageHeading title={t('agentNames.title')}>{t('agentNames.lead')}</PageHeading>
      {status}
      <ListView
        list={list}
        caption={t('agentNames.caption')}
        columns={useAgentNameColumns(setOpened)}
        idOf={({ source, kind, name }) => `${source} ${kind} ${name}`}
        empty={t('agentNames.none')}
      />
      {opened ? (
        <AgentNameDialog
          agentName={opened}
          onDone={({ recordings }) => {
            setOpened(null);
            say(t('agentNames.done', { count: recordings }));
          }}
          onClose={() => {
            setOpened(null);
          }}
        />
      ) : null}
    </>
  );
}
