import { useTranslation } from 'react-i18next';
import { TextInput } from 'suomifi-ui-components';
import { LANGUAGES } from '../../app/languages.js';
import { ActForm } from '../../ui/act-form.js';
import type { GivenNotice } from '../../api/types.js';
import { Choice } from '../../ui/choice.js';
import { LongText } from '../../ui/long-text.js';
import { useForm } from '../../ui/use-form.js';

/** What somebody states who sorts something out. */
interface Stated {
  readonly reason: string;
  readonly notice?: GivenNotice;
}

interface SortingFormProps {
  readonly act: 'file' | 'explain' | 'destroy';
  /** Whether the person may say which announcement was played. */
  readonly asksNotice: boolean;
  readonly isPending: boolean;
  readonly error: unknown;
  readonly onSend: (stated: Stated) => void;
  readonly onCancel: () => void;
}

/** Says what an act does and what is logged, and asks for its reason; a filing may say which announcement the caller heard. */
export function SortingForm({ act, asksNotice, isPending, error, onSend, onCancel }: SortingFormProps) {
  const { t } = useTranslation();
  const form = useForm({ version: '', language: 'fi', reason: '' }, { required: ['reason'] });
  return (
    <ActForm
      isGrave={act !== 'file'}
      text={t(`toSortOut.what.${act}`)}
      logged={t(`toSortOut.logged.${act}`)}
      button={t(`toSortOut.send.${act}`)}
      isPending={isPending}
      error={error}
      onSubmit={form.onSubmit(({ version, language, reason }) => {
        const notice = { played: true as const, version: version.trim(), language };
        onSend({ reason: reason.trim(), ...(notice.version === '' ? {} : { notice }) });
      })}
      onCancel={onCancel}
    >
      {asksNotice ? (
        <>
          <TextInput
            labelText={t('toSortOut.noticeVersion')}
            hintText={t('toSortOut.noticeHint')}
            optionalText={t('form.optional')}
            maxLength={40}
            {...form.field('version')}
          />
          <Choice
            label={t('toSortOut.noticeLanguage')}
            value={form.values.language}
            options={LANGUAGES.map(value => ({ value, label: t(`languages.${value}`) }))}
            onChange={value => {
              form.set('language', value);
            }}
          />
        </>
      ) : null}
      <LongText
        labelText={t('fields.reason')}
        hintText={t('holds.textHint')}
        maxLength={1000}
        {...form.field('reason')}
      />
    </ActForm>
  );
}
