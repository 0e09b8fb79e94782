import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useSearchParams } from 'react-router';
import { SearchInput } from 'suomifi-ui-components';
import { may, useMe } from '../../app/session/me.js';
import { answer, api } from '../../api/client.js';
import type { StaffItem } from '../../api/types.js';
import { Choice } from '../../ui/choice.js';
import type { Column } from '../../ui/data-table.js';
import { ListView } from '../../ui/list-view.js';
import { PageHeading } from '../../ui/page-heading.js';
import { Tag } from '../../ui/tag.js';
import { useList, type List } from '../../ui/use-list.js';
import { WaitingEnrolments } from './waiting-enrolments.js';
import './staff.css';

const STATUSES = ['active', 'deactivated'] as const;
type Status = (typeof STATUSES)[number];

/** The named people; searched by a part of a name, which never stands in the address. */
export function StaffPage() {
  const { t } = useTranslation();
  const [address, setAddress] = useSearchParams();
  const [name, setName] = useState('');
  const status = STATUSES.find(one => one === address.get('status'));
  const list = useStaffList(name, status);
  const columns = useStaffColumns();
  const mayCreate = may(useMe(), 'create', 'Staff');

  return (
    <>
      <PageHeading
        title={t('staff.title')}
        actions={
          mayCreate ? (
            <Link className="button-link" to="/staff/new">
              {t('newPerson.title')}
            </Link>
          ) : null
        }
      >
        {t('staff.lead')}
      </PageHeading>
      <WaitingEnrolments />
      <div className="staff-filters no-print">
        <SearchInput
          fullWidth
          labelText={t('staff.search')}
          searchButtonLabel={t('personalSearch.button')}
          clearButtonLabel={t('filters.clear')}
          onSearch={text => {
            setName(text.trim());
          }}
          onChange={text => {
            if (text === '') setName('');
          }}
        />
        <Choice
          label={t('staff.status')}
          value={status ?? ''}
          options={[
            { value: '', label: t('common.all') },
            ...STATUSES.map(value => ({ value, label: t(`staffStatuses.${value}`) })),
          ]}
          onChange={value => {
            setAddress(value ? { status: value } : {});
          }}
        />
      </div>
      <ListView
        list={list}
        caption={t('staff.caption')}
        columns={columns}
        idOf={person => person.id}
        empty={t('staff.empty')}
        linked
      />
    </>
  );
}

function useStaffList(name: string, status: Status | undefined): List<StaffItem> {
  return useList(['staff', name, status], cursor => {
    const filters = { ...(status ? { status } : {}), ...(cursor === undefined ? {} : { cursor }) };
    if (name === '') return answer(api.GET('/api/v1/staff', { params: { query: filters } }));
    return answer(api.POST('/api/v1/staff/searches', { body: { ...filters, name } }));
  });
}

function useStaffColumns(): Column<StaffItem>[] {
  const { t } = useTranslation();
  return [
    {
      id: 'name',
      header: t('fields.displayName'),
      rowHeader: true,
      cell: ({ id, displayName }) => <Link to={`/staff/${id}`}>{displayName}</Link>,
    },
    { id: 'username', header: t('fields.username'), cell: person => person.username },
    { id: 'title', header: t('fields.title'), cell: person => person.title },
    { id: 'unit', header: t('fields.unit'), cell: person => person.unit },
    {
      id: 'status',
      header: t('staff.status'),
      cell: ({ status }) => (
        <Tag tone={status === 'active' ? 'success' : 'neutral'}>{t(`staffStatuses.${status}`)}</Tag>
      ),
    },
  ];
}
