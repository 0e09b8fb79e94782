import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Button, TextInput } from 'suomifi-ui-components';
import { answer, api } from '../../api/client.js';
import type { SavedSearch } from '../../api/types.js';
import { Dialog } from '../../ui/dialog.js';
import { ProblemNotice } from '../../ui/problem-notice.js';
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
      <form
        className="form"
        noValidate
        onSubmit={form.onSubmit(({ name }) => {
          save.mutate(name);
        })}
      >
        <p>{t('savedSearches.text')}</p>
        <TextInput
          labelText={t('savedSearches.name')}
          hintText={t('savedSearches.nameHint')}
          maxLength={60}
          autoComplete="off"
          {...form.field('name')}
        />
        <ProblemNotice error={save.error} />
        <div className="form__buttons">
          <Button type="submit" disabled={save.isPending}>
            {t('common.save')}
          </Button>
          <Button variant="secondary" onClick={onClose}>
            {t('common.cancel')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
