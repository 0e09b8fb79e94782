import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { answer, api } from '../../api/client.js';
import type { Erasure, ErasureState } from '../../api/types.js';
import { Choice } from '../../ui/choice.js';
import { FilterRow } from '../../ui/filter-row.js';
import { ListView } from '../../ui/list-view.js';
import { PageHeading } from '../../ui/page-heading.js';
import { useDone } from '../../ui/use-done.js';
import { useList, type List } from '../../ui/use-list.js';
import { ErasureDialog } from './erasure-dialog.js';
import { useErasureColumns } from './use-erasure-columns.js';

const STATES: readonly ErasureState[] = ['requested', 'under-way', 'completed', 'refused', 'withdrawn', 'lapsed'];

/** What somebody wants erased before its day, and what became of it; those that wait are shown first. */
export function ErasuresPage() {
  const { t } = useTranslation();
  const [address, setAddress] = useSearchParams();
  const [opened, setOpened] = useState<Erasure | null>(null);
  const { say, status } = useDone();
  const state = STATES.find(one => one === address.get('state')) ?? 'requested';
  const close = () => {
    setOpened(null);
  };

  return (
    <>
      <PageHeading title={t('erasures.title')}>{t('erasures.lead')}</PageHeading>
      <FilterRow>
        <Choice
          label={t('holds.state')}
          value={state}
          options={STATES.map(value => ({ value, label: t(`erasures.states.${value}`) }))}
          onChange={value => {
            setAddress({ state: value }, { preventScrollReset: true });
          }}
        />
      </FilterRow>
      {status}
      <ListView
        list={useErasures(state)}
        caption={t('erasures.caption')}
        columns={useErasureColumns(setOpened)}
        idOf={({ id }) => id}
        empty={t('erasures.none')}
      />
      {opened ? (
        <ErasureDialog
          id={opened.id}
          onDone={ended => {
            close();
            say(t(`erasures.done.${ended.state}`));
          }}
          onClose={close}
        />
      ) : null}
    </>
  );
}

function useErasures(state: ErasureState): List<Erasure> {
  return useList(['erasures', state], cursor => {
    const query = { state, ...(cursor === undefined ? {} : { cursor }) };
    return answer(api.GET('/api/v1/erasures', { params: { query } }));
  });
}
