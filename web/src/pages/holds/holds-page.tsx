import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { answer, api } from '../../api/client.js';
import type { Hold } from '../../api/types.js';
import { Choice } from '../../ui/choice.js';
import { FilterRow } from '../../ui/filter-row.js';
import { ListView } from '../../ui/list-view.js';
import { PageHeading } from '../../ui/page-heading.js';
import { useDone } from '../../ui/use-done.js';
import { useList, type List } from '../../ui/use-list.js';
import { HoldDialog } from './hold-dialog.js';
import { HOLD_STATES, holdFiltersOf, withFilter, type HoldFilters } from './hold-filters.js';
import { HOLD_KINDS } from './hold-kinds.js';
import './holds.css';
import { useHoldColumns } from './use-hold-columns.js';

/** What is kept longer, why, and who answers for it. */
export function HoldsPage() {
  const { t } = useTranslation();
  const [address, setAddress] = useSearchParams();
  const [opened, setOpened] = useState<Hold | null>(null);
  const { say, status } = useDone();
  const filters = holdFiltersOf(address);
  const close = () => {
    setOpened(null);
  };

  return (
    <>
      <PageHeading title={t('holds.title')}>{t('holds.lead')}</PageHeading>
      <Filters
        filters={filters}
        onChange={chosen => {
          setAddress(chosen, { preventScrollReset: true });
        }}
      />
      {status}
      <ListView
        list={useHolds(filters)}
        caption={t('holds.caption')}
        columns={useHoldColumns(setOpened)}
        idOf={({ id }) => id}
        empty={t('holds.none')}
      />
      {opened ? (
        <HoldDialog
          id={opened.id}
          onDone={({ act }) => {
            close();
            say(t(`holds.done.${act}`));
          }}
          onClose={close}
        />
      ) : null}
    </>
  );
}

function useHolds(filters: HoldFilters): List<Hold> {
  return useList(['holds', filters], cursor => {
    const query = { ...filters, ...(cursor === undefined ? {} : { cursor }) };
    return answer(api.GET('/api/v1/holds', { params: { query } }));
  });
}

interface FiltersProps {
  readonly filters: HoldFilters;
  readonly onChange: (chosen: Record<string, string>) => void;
}

function Filters({ filters, onChange }: FiltersProps) {
  const { t } = useTranslation();
  const set = (name: keyof HoldFilters) => (value: string) => {
    onChange(withFilter(filters, name, value === ALL ? '' : value));
  };
  const all = { value: ALL, label: t('common.all') };
  return (
    <FilterRow>
      <Choice
        label={t('holds.state')}
        value={filters.state ?? ALL}
        options={[all, ...HOLD_STATES.map(value => ({ value, label: t(`holds.states.${value}`) }))]}
        onChange={set('state')}
      />
      <Choice
        label={t('holds.kind')}
        value={filters.kind ?? ALL}
        options={[all, ...HOLD_KINDS.map(value => ({ value, label: t(`holds.kinds.${value}`) }))]}
        onChange={set('kind')}
      />
      <Choice
        label={t('holds.review')}
        value={filters.overdue ?? ALL}
        options={[all, { value: 'true', label: t('holds.overdueOnly') }]}
        onChange={set('overdue')}
      />
    </FilterRow>
  );
}

const ALL = 'all';
