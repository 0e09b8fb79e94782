import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate, useSearchParams } from 'react-router';
import { Button } from 'suomifi-ui-components';
import { answer, api } from '../../api/client.js';
import type { IncidentItem } from '../../api/types.js';
import { may, useMe } from '../../app/session/me.js';
import type { Column } from '../../ui/data-table.js';
import { useFormat } from '../../ui/format/use-format.js';
import { ListView } from '../../ui/list-view.js';
import { PageHeading } from '../../ui/page-heading.js';
import { useList } from '../../ui/use-list.js';
import { stateOf, useBegunScope } from './begun-scope.js';
import { CommunicationTag, HoursLeft, NotificationTag } from './incident-tags.js';
import { RegisterDialog } from './register-dialog.js';

/** Breaches of personal data, and how long is left to tell the authority. */
export function IncidentsPage() {
  const { t } = useTranslation();
  const me = useMe();
  const navigate = useNavigate();
  const [address] = useSearchParams();
  const mayRegister = may(me, 'register', 'Incident');
  const findingId = address.get('finding') ?? '';
  const begun = useBegunScope();
  const [registering, setRegistering] = useState(mayRegister && (findingId !== '' || begun !== null));
  const list = useList<IncidentItem>(['incidents'], cursor => {
    const query = cursor === undefined ? {} : { cursor };
    return answer(api.GET('/api/v1/incidents', { params: { query } }));
  });
  return (
    <>
      <PageHeading title={t('incidents.title')}>{t('incidents.lead')}</PageHeading>
      {mayRegister ? (
        <Button
          mb="m"
          onClick={() => {
            setRegistering(true);
          }}
        >
          {t('incidents.register')}
        </Button>
      ) : null}
      <ListView
        list={list}
        caption={t('incidents.caption')}
        columns={useColumns()}
        idOf={({ id }) => id}
        empty={t('incidents.none')}
        linked
      />
      {registering ? (
        <RegisterDialog
          findingId={findingId}
          fromLog={begun !== null}
          onDone={id => {
            void navigate(`/incidents/${id}`, begun ? { state: stateOf(begun) } : {});
          }}
          onClose={() => {
            setRegistering(false);
          }}
        />
      ) : null}
    </>
  );
}

function useColumns(): Column<IncidentItem>[] {
  const { t } = useTranslation();
  const format = useFormat();
  return [
    {
      id: 'number',
      header: t('incidents.number'),
      rowHeader: true,
      cell: ({ id, number }) => <Link to={`/incidents/${id}`}>{t('incidents.one', { number })}</Link>,
    },
    {
      id: 'deadline',
      header: t('incidents.deadline'),
      cell: ({ deadlineAt, hoursLeft }) => (
        <>
          {format.dateTime(deadlineAt)}
          <HoursLeft hours={hoursLeft} />
        </>
      ),
    },
    {
      id: 'notification',
      header: t('incidents.toAuthority'),
      cell: ({ notification }) => <NotificationTag state={notification} />,
    },
    {
      id: 'communication',
      header: t('incidents.toSubjects'),
      cell: ({ communication }) => <CommunicationTag state={communication} />,
    },
    { id: 'aware', header: t('incidents.awareAt'), cell: ({ awareAt }) => format.dateTime(awareAt) },
  ];
}
