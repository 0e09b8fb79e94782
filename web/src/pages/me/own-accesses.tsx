import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from 'suomifi-ui-components';
import { answer, api } from '../../api/client.js';
import type { OwnAccess } from '../../api/types.js';
import type { Column } from '../../ui/data-table.js';
import { useFormat } from '../../ui/format/use-format.js';
import { ListView } from '../../ui/list-view.js';
import { Panel } from '../../ui/panel.js';
import { Tag } from '../../ui/tag.js';
import { useList } from '../../ui/use-list.js';
import { useEventWords } from '../access-log/event-words.js';
import { useStaffNames } from '../staff/use-staff-names.js';

/** What others did with the calls that the person took, and with the person's own affairs; fetched when it is asked for, because each look is logged. */
export function OwnAccesses() {
  const { t } = useTranslation();
  const [asked, setAsked] = useState(false);
  return (
    <Panel title={t('accesses.title')}>
      <p>{t('accesses.text')}</p>
      {asked ? (
        <AccessList />
      ) : (
        <Button
          variant="secondary"
          onClick={() => {
            setAsked(true);
          }}
        >
          {t('accesses.show')}
        </Button>
      )}
    </Panel>
  );
}

function AccessList() {
  const { t } = useTranslation();
  const columns = useAccessColumns();
  const list = useList(['own-accesses'], cursor =>
    answer(api.GET('/api/v1/me/accesses', { params: { query: cursor === undefined ? {} : { cursor } } })),
  );
  return (
    <ListView
      list={list}
      caption={t('accesses.caption')}
      columns={columns}
      idOf={access => access.id}
      empty={t('accesses.none')}
    />
  );
}

function useAccessColumns(): Column<OwnAccess>[] {
  const { t } = useTranslation();
  const format = useFormat();
  const words = useEventWords();
  return [
    { id: 'at', header: t('log.at'), rowHeader: true, cell: ({ at }) => format.dateTime(at) },
    {
      id: 'what',
      header: t('log.what'),
      cell: ({ action, outcome }) => (
        <>
          {words.action({ action, facts: {} })}{' '}
          {outcome === 'done' ? null : <Tag tone="warning">{words.outcome(outcome)}</Tag>}
        </>
      ),
    },
    {
      id: 'purpose',
      header: t('log.purpose'),
      cell: ({ purpose }) => (purpose === null ? null : words.purpose(purpose)),
    },
    {
      id: 'call',
      header: t('accesses.call'),
      cell: ({ callStartedAt, queue }) => (
        <>
          {callStartedAt === null ? null : format.dateTime(callStartedAt)}
          {queue === null ? null : <small>{queue}</small>}
        </>
      ),
    },
    { id: 'who', header: t('log.who'), cell: ({ staffId }) => <Who staffId={staffId} /> },
  ];
}

/** A colleague's name where the person may see names, otherwise the id to ask about; null is a machine. */
function Who({ staffId }: Pick<OwnAccess, 'staffId'>) {
  const { t } = useTranslation();
  const { nameOf, knows } = useStaffNames();
  if (staffId === null) return t('actors.system');
  if (knows(staffId)) return nameOf(staffId);
  return (
    <>
      {t('accesses.somebody')}
      <small className="staff-id">{staffId}</small>
    </>
  );
}
