import { useRef, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import type { RecordingItem } from '../../api/types.js';
import { ListView } from '../../ui/list-view.js';
import { PageHeading } from '../../ui/page-heading.js';
import { ShortcutsNote } from '../../ui/shortcuts/shortcuts-note.js';
import { useShortcuts } from '../../ui/shortcuts/use-shortcuts.js';
import { useColumnChoice } from './column-choice.js';
import { ColumnPicker } from './column-picker.js';
import { FilterForm } from './filter-form.js';
import { filtersOf, setFilters } from './filters.js';
import { PersonalSearchForm, type SearchFocus } from './personal-search-form.js';
import { useSearchMemory } from './personal-search.js';
import { useRecordingColumns } from './recording-columns.js';
import { moveAmongRows, ROW_KEYS } from './row-keys.js';
import { useReturnToRow } from './row-memory.js';
import { SavedSearches } from './saved-searches.js';
import { useRecordings } from './use-recordings.js';
import './recordings.css';

const idOf = (recording: RecordingItem): string => recording.id;

/** The recordings that the person's rights reach, newest first. */
export function RecordingsPage() {
  const { t } = useTranslation();
  const [address, setAddress] = useSearchParams();
  const { search, remember } = useSearchMemory();
  const filters = filtersOf(address);
  const list = useRecordings(filters, search);
  const { chosen, choose } = useColumnChoice();
  const columns = useRecordingColumns(chosen);
  const searchForm = useRef<SearchFocus>(null);
  useReturnToRow(list.items.length > 0);
  useShortcuts({ ...ROW_KEYS, '/': () => searchForm.current?.focus() });

  return (
    <>
      <PageHeading title={t('recordings.title')}>{t('recordings.lead')}</PageHeading>
      <FilterForm
        filters={filters}
        items={list.items}
        onApply={chosenFilters => {
          setAddress(setFilters(chosenFilters), { preventScrollReset: true });
        }}
      />
      <SavedSearches filters={filters} />
      <PersonalSearchForm ref={searchForm} search={search} onSearch={remember} />
      <div className="recordings__tools">
        <ColumnPicker chosen={chosen} onChoose={choose} />
        <ListKeys />
      </div>
      <div onKeyDown={moveByArrow}>
        <ListView
          list={list}
          caption={search ? t('recordings.foundCaption') : t('recordings.caption')}
          columns={columns}
          idOf={idOf}
          empty={t('recordings.empty')}
          linked
          long
        />
      </div>
    </>
  );
}

/** The arrows move among the rows while one of them has the focus; elsewhere they scroll. */
function moveByArrow(event: KeyboardEvent<HTMLDivElement>): void {
  const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : null;
  const isRow = event.target instanceof HTMLElement && event.target.closest('tbody') !== null;
  if (step === null || !isRow || event.ctrlKey || event.altKey || event.metaKey) return;
  event.preventDefault();
  moveAmongRows(step);
}

function ListKeys() {
  const { t } = useTranslation();
  return (
    <ShortcutsNote
      keys={[
        ['J', t('shortcuts.nextRow')],
        ['K', t('shortcuts.previousRow')],
        ['↓ ↑', t('shortcuts.rowsByArrow')],
        ['Enter', t('shortcuts.openRow')],
        ['/', t('shortcuts.search')],
        ['Esc', t('shortcuts.back')],
      ]}
    />
  );
}
