import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { TextInput } from 'suomifi-ui-components';
import { answer, api } from '../../api/client.js';
import { LANGUAGES } from '../../app/languages.js';
import { ActForm } from '../../ui/act-form.js';
import { Choice } from '../../ui/choice.js';
import { Dialog } from '../../ui/dialog.js';
import { LongText } from '../../ui/long-text.js';
import { useForm } from '../../ui/use-form.js';

/** Which announcement: as plans of sources and calls name it. */
export interface AnnouncementKey {
  readonly version: string;
  readonly language: string;
}

interface SettleDialogProps {
  readonly announcement: AnnouncementKey;
  readonly onDone: (settled: AnnouncementKey) => void;
  readonly onClose: () => void;
}

/** Says what an announcement says, once and for all: other words are another version. */
export function SettleDialog({ announcement, onDone, onClose }: SettleDialogProps) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const { version, language } = announcement;
  const form = useForm(
    { ...announcement, text: '' },
    { required: ['version', 'text'], keptAs: `announcement ${version} ${language}` },
  );
  const settle = useMutation({
    mutationFn: (draft: AnnouncementKey & { readonly text: string }) =>
      answer(api.POST('/api/v1/announcement-texts', { body: draft })),
    onSuccess: async (_, settled) => {
      for (const queryKey of [['announcement-texts'], ['notice']]) await client.invalidateQueries({ queryKey });
      onDone(settled);
    },
  });
  return (
    <Dialog title={t('announcements.enter')} onClose={onClose}>
      <ActForm
        text={t('announcements.once')}
        logged={t('announcements.logged')}
        button={t('announcements.send')}
        isPending={settle.isPending}
        error={settle.error}
        onSubmit={form.onSubmit(draft => {
          settle.mutate({ version: draft.version.trim(), language: draft.language, text: draft.text.trim() });
        })}
        onCancel={onClose}
      >
        <TextInput
          labelText={t('announcements.version')}
          hintText={t('announcements.versionHint')}
          maxLength={40}
          {...form.field('version')}
        />
        <Choice
          label={t('sources.language')}
          value={form.values.language}
          options={LANGUAGES.map(value => ({ value, label: t(`languages.${value}`) }))}
          onChange={value => {
            form.set('language', value);
          }}
        />
        <LongText
          labelText={t('announcements.text')}
          hintText={t('announcements.textHint')}
          maxLength={2000}
          {...form.field('text')}
        />
      </ActForm>
    </Dialog>
  );
}
