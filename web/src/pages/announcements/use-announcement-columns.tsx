import { useTranslation } from 'react-i18next';
import type { AnnouncementWords } from '../../api/types.js';
import { LANGUAGES } from '../../app/languages.js';
import type { Column } from '../../ui/data-table.js';
import { useFormat } from '../../ui/format/use-format.js';
import { RowButton } from '../../ui/row-button.js';
import { Tag } from '../../ui/tag.js';
import type { AnnouncementKey } from './settle-dialog.js';

/** The columns of announcements; one without words has a button to settle them, for who may. */
export function useAnnouncementColumns(
  onSettle: ((which: AnnouncementKey) => void) | null,
): Column<AnnouncementWords>[] {
  const { t } = useTranslation();
  const format = useFormat();
  return [
    {
      id: 'version',
      header: t('announcements.version'),
      rowHeader: true,
      cell: ({ version, language, planned }) => (
        <>
          {version} <LanguageOf letters={language} />{' '}
          {planned ? <Tag tone="success">{t('announcements.planned')}</Tag> : null}
        </>
      ),
    },
    {
      id: 'text',
      header: t('announcements.text'),
      cell: ({ version, language, text, planned }) => {
        if (text !== null) return <q lang={language}>{text}</q>;
        return (
          <>
            <p>
              {t('announcements.wordless')} {planned ? t('announcements.wordlessPlanned') : ''}
            </p>
            {onSettle ? (
              <RowButton
                variant="secondary"
                act={t('announcements.settle')}
                about={`${version} (${language})`}
                onClick={() => {
                  onSettle({ version, language });
                }}
              />
            ) : null}
          </>
        );
      },
    },
    {
      id: 'settled',
      header: t('announcements.settledBy'),
      cell: ({ settlerName, settledAt }) =>
        settledAt === null
          ? '–'
          : t('holds.byAt', { name: settlerName ?? t('holds.nobody'), at: format.dateTime(settledAt) }),
    },
  ];
}

function LanguageOf({ letters }: { readonly letters: string }) {
  const { t } = useTranslation();
  const known = LANGUAGES.find(one => one === letters);
  return <>({known ? t(`languages.${known}`) : letters})</>;
}
