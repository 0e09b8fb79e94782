import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from 'suomifi-ui-components';
import { answer, api } from '../../api/client.js';
import type { AnnouncementWords } from '../../api/types.js';
import { may, useMe } from '../../app/session/me.js';
import { DataTable } from '../../ui/data-table.js';
import { Loading } from '../../ui/loading.js';
import { PageHeading } from '../../ui/page-heading.js';
import { ProblemNotice } from '../../ui/problem-notice.js';
import { useDone } from '../../ui/use-done.js';
import { SettleDialog, type AnnouncementKey } from './settle-dialog.js';
import { useAnnouncementColumns } from './use-announcement-columns.js';

export const ANNOUNCEMENTS = ['announcement-texts'];
const ANOTHER: AnnouncementKey = { version: '', language: 'fi' };

/** What callers hear at the start of a call, word for word, by version and language. */
export function AnnouncementsPage() {
  const { t } = useTranslation();
  const { say, status } = useDone();
  const { data, isPending, error, refetch } = useQuery({
    queryKey: ANNOUNCEMENTS,
    queryFn: () => answer(api.GET('/api/v1/announcement-texts')),
  });
  return (
    <>
      <PageHeading title={t('announcements.title')}>{t('announcements.lead')}</PageHeading>
      {status}
      {isPending ? <Loading /> : null}
      <ProblemNotice error={error} onRetry={() => void refetch()} />
      {data ? <Words items={data.items} say={say} /> : null}
    </>
  );
}

interface WordsProps {
  readonly items: readonly AnnouncementWords[];
  readonly say: (words: string) => void;
}

function Words({ items, say }: WordsProps) {
  const { t } = useTranslation();
  const me = useMe();
  const [settling, setSettling] = useState<AnnouncementKey | null>(null);
  const maySettle = may(me, 'change', 'Source');
  const columns = useAnnouncementColumns(maySettle ? setSettling : null);
  return (
    <>
      {maySettle ? (
        <Button
          variant="secondary"
          mb="m"
          onClick={() => {
            setSettling(ANOTHER);
          }}
        >
          {t('announcements.enter')}
        </Button>
      ) : null}
      {items.length > 0 ? (
        <DataTable
          caption={t('announcements.caption')}
          columns={columns}
          rows={items}
          idOf={({ version, language }) => `${version} ${language}`}
        />
      ) : (
        <p>{t('announcements.none')}</p>
      )}
      {settling ? (
        <SettleDialog
          announcement={settling}
          onDone={({ version }) => {
            setSettling(null);
            say(t('announcements.done', { version }));
          }}
          onClose={() => {
            setSettling(null);
          }}
        />
      ) : null}
    </>
  );
}
