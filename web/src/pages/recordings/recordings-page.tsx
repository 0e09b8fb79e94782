import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { ListView } from '../../ui/list-view.js';
import { PageHeading } from '../../ui/page-heading.js';
import { FilterForm } from './filter-form.js';
import { filtersOf, setFilters } from './filters.js';
import { PersonalSearchForm } from './personal-search-form.js';
import { useSearchMemory } from './personal-search.js';
import { useRecordingColumns } from './recording-columns.js';
import { useRecordings } from './use-recordings.js';
import './recordings.css';

/** The recordings that the person's rights reach, newest first. */
export function RecordingsPage() {
  const { t } = useTranslation();
  const [address, setAddress] = useSearchParams();
  const { search, remember } = useSearchMemory();
  const filters = filtersOf(address);
  const list = useRecordings(filters, search);
  const columns = useRecordingColumns();

  return (
    <>
      <PageHeading title={t('recordings.title')}>{t('recordings.lead')}</PageHeading>
      <FilterForm
        filters={filters}
        items={list.items}
        onApply={chosen => {
          setAddress(setFilters(chosen), { preventScrollReset: true });
        }}
      />
      <PersonalSearchForm search={search} onSearch={remember} />
      <ListView
        list={list}
        caption={search ? t('recordings.foundCaption') : t('recordings.caption')}
        columns={columns}
        idOf={recording => recording.id}
        empty={t('recordings.empty')}
        linked
      />
    </>
  );
}
