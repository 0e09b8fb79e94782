import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { Button, TextInput } from 'suomifi-ui-components';
import type { QuarantinedItem, SortingOutcome } from '../../api/types.js';
import { Choice } from '../../ui/choice.js';
import { FilterRow } from '../../ui/filter-row.js';
import { ListView } from '../../ui/list-view.js';
import { PageHeading } from '../../ui/page-heading.js';
import { useDone } from '../../ui/use-done.js';
import { Causes } from './causes.js';
import { chosenOf, toggled } from './chosen-items.js';
import { ItemDialog } from './item-dialog.js';
import { REASONS, useItems, type ItemFilters } from './item-queries.js';
import { ManyItems } from './many-items.js';
import { useItemColumns } from './use-item-columns.js';
import './to-sort-out.css';

const NOTHING: ReadonlySet<string> = new Set();

/** What came in and could not be filed as it was: looked at, repaired, filed or destroyed, one by one or many alike. */
export function ToSortOutPage() {
  const { t } = useTranslation();
  const [filters, narrow] = useItemFilters();
  const [chosen, setChosen] = useState(NOTHING);
  const [opened, setOpened] = useState<QuarantinedItem | null>(null);
  const [timesCleared, setTimesCleared] = useState(0);
  const { say, status } = useDone();
  const list = useItems(filters);
  const columns = useItemColumns({
    chosen,
    onChoose: (id, isChosen) => {
      setChosen(before => toggled(before, id, isChosen));
    },
    onOpen: setOpened,
  });

  return (
    <>
      <PageHeading title={t('toSortOut.title')}>{t('toSortOut.lead')}</PageHeading>
      <Causes
        onNarrow={cause => {
          narrow({ ...cause, queue: '' });
          setTimesCleared(times => times + 1);
        }}
      />
      <Filters filters={filters} timesCleared={timesCleared} narrow={narrow} />
      {status}
      <ManyItems
        items={chosenOf(list.items, chosen)}
        shown={list.items.map(({ id }) => id)}
        onChoose={ids => {
          setChosen(new Set(ids));
        }}
        onDone={outcomes => {
          setChosen(NOTHING);
          say(t('toSortOut.manyDone', countsOf(outcomes)));
        }}
      />
      <ListView
        list={list}
        caption={t('toSortOut.caption')}
        columns={columns}
        idOf={({ id }) => id}
        empty={t('toSortOut.none')}
      />
      {opened ? (
        <ItemDialog
          id={opened.id}
          onDone={act => {
            setOpened(null);
            say(t(`toSortOut.done.${act}`));
          }}
          onClose={() => {
            setOpened(null);
          }}
        />
      ) : null}
    </>
  );
}

interface FiltersProps {
  readonly filters: ItemFilters;
  /** How often the typed text was taken away by something else than typing. */
  readonly timesCleared: number;
  readonly narrow: (to: ItemFilters) => void;
}

function Filters({ filters, timesCleared, narrow }: FiltersProps) {
  const { t } = useTranslation();
  const { source, reason, queue } = filters;
  const options = [
    { value: '', label: t('toSortOut.everyReason') },
    ...REASONS.map(value => ({ value, label: t(`toSortOut.reasons.${value}`) })),
  ];
  return (
    <FilterRow>
      <Choice
        label={t('toSortOut.reason')}
        value={reason}
        options={options}
        onChange={value => {
          narrow({ ...filters, reason: REASONS.find(one => one === value) ?? '' });
        }}
      />
      <TextInput
        labelText={t('fields.queue')}
        fullWidth
        debounce={400}
        defaultValue={timesCleared === 0 ? queue : ''} // the address follows later than the key
        key={timesCleared}
        onChange={value => {
          narrow({ ...filters, queue: String(value ?? '').trim() });
        }}
      />
      {source === '' ? null : (
        <Button
          variant="secondary"
          onClick={() => {
            narrow({ ...filters, source: '' });
          }}
        >
          {t('toSortOut.everySource', { source })}
        </Button>
      )}
    </FilterRow>
  );
}

/** The filters stand in the address: none of them is about a caller. */
function useItemFilters(): [ItemFilters, (to: ItemFilters) => void] {
  const [address, setAddress] = useSearchParams();
  const filters = {
    source: address.get('source') ?? '',
    reason: REASONS.find(one => one === address.get('reason')) ?? ('' as const),
    queue: address.get('queue') ?? '',
  };
  return [
    filters,
    to => {
      const given = Object.entries(to).filter((entry): entry is [string, string] => entry[1] !== '');
      setAddress(Object.fromEntries(given), { preventScrollReset: true });
    },
  ];
}

function countsOf(outcomes: readonly SortingOutcome[]) {
  const done = outcomes.filter(({ outcome }) => outcome === 'done').length;
  return { done, refused: outcomes.length - done };
}
