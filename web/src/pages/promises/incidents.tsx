import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../../api/client.js';
import type { PromiseIncident } from '../../api/types.js';
import type { Column } from '../../ui/data-table.js';
import { useFormat, useLanguage } from '../../ui/format/use-format.js';
import { ListView } from '../../ui/list-view.js';
import { OpenButton } from '../../ui/open-button.js';
import { Panel } from '../../ui/panel.js';
import { Tag } from '../../ui/tag.js';
import { useList } from '../../ui/use-list.js';
import { IncidentDialog } from './incident-dialog.js';
import { stateOf } from './incident-state.js';

/** Every incident about a promise, newest first. */
export function Incidents({ say }: { readonly say: (words: string) => void }) {
  const { t } = useTranslation();
  const [opened, setOpened] = useState<PromiseIncident | null>(null);
  const columns = useIncidentColumns(setOpened);
  const list = useList(['promise-incidents'], cursor => {
    const query = cursor === undefined ? {} : { cursor };
    return answer(api.GET('/api/v1/promise-incidents', { params: { query } }));
  });
  return (
    <Panel title={t('promises.incidents')}>
      <ListView
        list={list}
        caption={t('promises.incidentsCaption')}
        columns={columns}
        idOf={({ id }) => id}
        empty={t('promises.noIncidents')}
      />
      {opened ? (
        <IncidentDialog
          incident={opened}
          onDone={act => {
            setOpened(null);
            say(t(`promises.done.${act}`));
          }}
          onClose={() => {
            setOpened(null);
          }}
        />
      ) : null}
    </Panel>
  );
}

const TONES = { open: 'warning', answered: 'info', settled: 'success' } as const;

function useIncidentColumns(onOpen: (incident: PromiseIncident) => void): Column<PromiseIncident>[] {
  const { t } = useTranslation();
  const format = useFormat();
  const language = useLanguage();
  return [
    { id: 'openedAt', header: t('promises.openedAt'), rowHeader: true, cell: one => format.dateTime(one.openedAt) },
    { id: 'promise', header: t('promises.promise'), cell: ({ says }) => says[language] },
    { id: 'owner', header: t('promises.owner'), cell: ({ ownerName }) => ownerName ?? t('promises.nobody') },
    {
      id: 'state',
      header: t('promises.state'),
      cell: incident => {
        const state = stateOf(incident);
        return <Tag tone={TONES[state]}>{t(`promises.states.${state}`)}</Tag>;
      },
    },
    {
      id: 'open',
      header: t('log.details'),
      cell: incident => (
        <OpenButton
          about={format.dateTime(incident.openedAt)}
          onOpen={() => {
            onOpen(incident);
          }}
        />
      ),
    },
  ];
}
