import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { Button } from 'suomifi-ui-components';
import { answer, api } from '../../api/client.js';
import type { SavedSearch } from '../../api/types.js';
import { ProblemNotice } from '../../ui/problem-notice.js';
import { useDone } from '../../ui/use-done.js';
import { addressOf, setFilters, type Filters } from './filters.js';
import { SaveSearchDialog } from './save-search-dialog.js';

const KEY = ['saved-searches'];

/** The searches that the person keeps on the server, and the way to keep this one. */
export function SavedSearches({ filters }: { readonly filters: Filters }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [saving, setSaving] = useState(false);
  const { say, status } = useDone();
  const { data, error } = useQuery({ queryKey: KEY, queryFn: () => answer(api.GET('/api/v1/me/saved-searches')) });
  const refresh = () => client.invalidateQueries({ queryKey: KEY });
  const mayBeSaved = Object.keys(setFilters(filters)).length > 0;
  const items = data?.items ?? [];
  if (items.length === 0 && !mayBeSaved && !error) return status;

  return (
    <section className="saved-searches no-print" aria-labelledby="saved-searches">
      <h2 id="saved-searches">{t('savedSearches.title')}</h2>
      <ProblemNotice error={error} onRetry={() => void refresh()} />
      {items.length > 0 ? (
        <ul>
          {items.map(search => (
            <Item
              key={search.id}
              search={search}
              onRemoved={() => {
                void refresh();
                say(t('savedSearches.removed', { name: search.name }));
              }}
            />
          ))}
        </ul>
      ) : null}
      {mayBeSaved ? (
        <Button
          variant="secondaryNoBorder"
          onClick={() => {
            setSaving(true);
          }}
        >
          {t('savedSearches.save')}
        </Button>
      ) : null}
      {status}
      {saving ? (
        <SaveSearchDialog
          filters={filters}
          onDone={({ name }) => {
            setSaving(false);
            void refresh();
            say(t('savedSearches.saved', { name }));
          }}
          onClose={() => {
            setSaving(false);
          }}
        />
      ) : null}
    </section>
  );
}

interface ItemProps {
  readonly search: SavedSearch;
  readonly onRemoved: () => void;
}

function Item({ search, onRemoved }: ItemProps) {
  const { t } = useTranslation();
  const remove = useMutation({
    mutationFn: () => answer(api.DELETE('/api/v1/me/saved-searches/{id}', { params: { path: { id: search.id } } })),
    onSuccess: onRemoved,
  });
  return (
    <li>
      <Link to={addressOf(search.filters)}>{search.name}</Link>
      <button
        type="button"
        className="saved-searches__remove"
        aria-label={t('savedSearches.remove', { name: search.name })}
        disabled={remove.isPending}
        onClick={() => {
          remove.mutate();
        }}
      >
        <span aria-hidden="true">×</span>
      </button>
      <ProblemNotice error={remove.error} />
    </li>
  );
}
