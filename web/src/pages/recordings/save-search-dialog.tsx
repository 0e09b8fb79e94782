import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { TextInput } from 'suomifi-ui-components';
import { ActForm } from '../../ui/act-form.js';
import { answer, api } from '../../api/client.js';
import type { SavedSearch } from '../../api/types.js';
import { Dialog } from '../../ui/dialog.js';
import { useForm } from '../../ui/use-form.js';
import { keptFilters, type Filters } from './filters.js';

interface SaveSearchDialogProps {
  readonly filters: Filters;
  readonly onDone: (saved: SavedSearch) => void;
  readonly onClose: () => void;
}

/** Names the filters of the list, to have them again; a personal search is never kept. */
export function SaveSearchDialog({ filters, onDone, onClose }: SaveSearchDialogProps) {
  const { t } = useTranslation();
  const form = useForm({ name: '' }, { required: ['name'] });
  const save = useMutation({
    mutationFn: (name: string) =>
      answer(api.POST('/api/v1/me/saved-searches', { body: { name: name.trim(), filters: keptFilters(filters) } })),
    onSuccess: onDone,
  });
  return (
    <Dialog title={t('savedSearches.save')} onClose={onClose}>
      <ActForm
        text={t('savedSearches.text')}
        button={t('common.save')}
        isPending={save.isPending}
        error={save.error}
        onSubmit={form.onSubmit(({ name }) => {
          save.mutate(name);
        })}
        onCancel={onClose}
      >
        <TextInput
          labelText={t('savedSearches.name')}
          hintText={t('savedSearches.nameHint')}
          maxLength={60}
          autoComplete="off"
          {...form.field('name')}
        />
      </ActForm>
    </Dialog>
  );
}
