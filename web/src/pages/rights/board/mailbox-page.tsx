import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button, InlineAlert } from 'suomifi-ui-components';
import { answer, api } from '../../../api/client.js';
import { may, useMe } from '../../../app/session/me.js';
import type { MailboxTest } from '../../../api/types.js';
import type { Column } from '../../../ui/data-table.js';
import { Dialog } from '../../../ui/dialog.js';
import { useFormat } from '../../../ui/format/use-format.js';
import { ListView } from '../../../ui/list-view.js';
import { PageHeading } from '../../../ui/page-heading.js';
import { Tag } from '../../../ui/tag.js';
import { useDone } from '../../../ui/use-done.js';
import { useList } from '../../../ui/use-list.js';
import { MailboxTestForm } from './mailbox-test-form.js';

/** Whether requests that are sent to their mailbox arrive: what was tried, and by when it is to be tried again. */
export function MailboxPage() {
  const { t } = useTranslation();
  const me = useMe();
  const tests = useTests();
  const { say, status } = useDone();
  const [isOpen, setOpen] = useState(false);
  const close = () => {
    setOpen(false);
  };
  const { first } = tests;
  const columns = useTestColumns();
  return (
    <>
      <PageHeading title={t('rights.mailbox.title')}>{t('rights.mailbox.lead')}</PageHeading>
      <div className="stack">
        {first ? <NextTest dueOn={first.dueOn} overdue={first.overdue} /> : null}
        {status}
        {may(me, 'handle', 'RightsCase') ? (
          <div>
            <Button
              onClick={() => {
                setOpen(true);
              }}
            >
              {t('rights.mailbox.open')}
            </Button>
          </div>
        ) : null}
        <ListView
          list={tests}
          caption={t('rights.mailbox.caption')}
          columns={columns}
          idOf={({ id }) => id}
          empty={t('rights.mailbox.none')}
        />
      </div>
      {isOpen ? (
        <Dialog title={t('rights.mailbox.open')} onClose={close}>
          <MailboxTestForm
            onDone={() => {
              close();
              say(t('rights.mailbox.done'));
            }}
            onCancel={close}
          />
        </Dialog>
      ) : null}
    </>
  );
}

function NextTest({ dueOn, overdue }: { readonly dueOn: string | null; readonly overdue: boolean }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <InlineAlert status={overdue ? 'warning' : 'neutral'}>
      {dueOn === null
        ? t('rights.mailbox.never')
        : t(overdue ? 'rights.mailbox.overdue' : 'rights.mailbox.due', { day: format.day(dueOn) })}
    </InlineAlert>
  );
}

function useTests() {
  return useList(['rights-mailbox'], cursor => {
    const query = cursor === undefined ? {} : { cursor };
    return answer(api.GET('/api/v1/rights-mailbox/tests', { params: { query } }));
  });
}

function useTestColumns(): Column<MailboxTest>[] {
  const { t } = useTranslation();
  const format = useFormat();
  return [
    {
      id: 'sent',
      header: t('rights.mailbox.sentAt'),
      rowHeader: true,
      cell: ({ sentAt }) => format.dateTime(sentAt),
    },
    {
      id: 'arrived',
      header: t('rights.mailbox.arrival'),
      cell: ({ arrivedAt }) =>
        arrivedAt === null ? (
          <Tag tone="alert">{t('rights.mailbox.notArrived')}</Tag>
        ) : (
          <>
            <Tag tone="success">{t('rights.mailbox.arrived')}</Tag>
            <small>{format.dateTime(arrivedAt)}</small>
          </>
        ),
    },
    { id: 'note', header: t('rights.mailbox.note'), cell: ({ note }) => note },
    {
      id: 'by',
      header: t('rights.mailbox.by'),
      cell: ({ testerName, recordedAt }) => (
        <>
          {testerName ?? t('holds.nobody')}
          <small>{format.dateTime(recordedAt)}</small>
        </>
      ),
    },
  ];
}
