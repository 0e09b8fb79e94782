import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { answer, api } from '../../api/client.js';
import type { TrainingCopy, TrainingCopyState } from '../../api/types.js';
import { Choice } from '../../ui/choice.js';
import { FilterRow } from '../../ui/filter-row.js';
import { ListView } from '../../ui/list-view.js';
import { PageHeading } from '../../ui/page-heading.js';
import { useDone } from '../../ui/use-done.js';
import { useList, type List } from '../../ui/use-list.js';
import { TrainingCopyDialog } from './training-copy-dialog.js';
import { useCopyColumns } from './use-copy-columns.js';

const STATES: readonly TrainingCopyState[] = ['requested', 'made', 'refused', 'released', 'lapsed', 'over'];

/** Copies for courses and what was asked for; those that wait for a second person are shown first. */
export function TrainingCopiesPage() {
  const { t } = useTranslation();
  const [address, setAddress] = useSearchParams();
  const [opened, setOpened] = useState<TrainingCopy | null>(null);
  const { say, status } = useDone();
  const state = STATES.find(one => one === address.get('state')) ?? 'requested';
  const close = () => {
    setOpened(null);
  };
  return (
    <>
      <PageHeading title={t('copies.title')}>{t('copies.lead')}</PageHeading>
      <FilterRow>
        <Choice
          label={t('holds.state')}
          value={state}
          options={STATES.map(value => ({ value, label: t(`copies.states.${value}`) }))}
          onChange={value => {
            setAddress({ state: value }, { preventScrollReset: true });
          }}
        />
      </FilterRow>
      {status}
      <ListView
        list={useCopies(state)}
        caption={t('copies.caption')}
        columns={useCopyColumns(setOpened)}
        idOf={({ id }) => id}
        empty={t('copies.none')}
      />
      {opened ? (
        <TrainingCopyDialog
          id={opened.id}
          onDone={act => {
            close();
            say(t(`copies.done.${act}`));
          }}
          onClose={close}
        />
      ) : null}
    </>
  );
}

function useCopies(state: TrainingCopyState): List<TrainingCopy> {
  return useList(['training-copies', state], cursor => {
    const query = { state, ...(cursor === undefined ? {} : { cursor }) };
    return answer(api.GET('/api/v1/training-copies', { params: { query } }));
  });
}
