import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from 'suomifi-ui-components';
import { may, useMe } from '../../app/session/me.js';
import { answer, api } from '../../api/client.js';
import type { UndertakingVersion } from '../../api/types.js';
import { DataTable, type Column } from '../../ui/data-table.js';
import { useFormat } from '../../ui/format/use-format.js';
import { Loading } from '../../ui/loading.js';
import { PageHeading } from '../../ui/page-heading.js';
import { ProblemNotice } from '../../ui/problem-notice.js';
import { RowButton } from '../../ui/row-button.js';
import { Tag } from '../../ui/tag.js';
import { PublishForm } from './publish-form.js';
import { UNDERTAKINGS_KEY } from './undertakings-key.js';
import { VersionPanel } from './version-panel.js';

/** The versions of the confidentiality undertaking and who has not acknowledged them. */
export function UndertakingsPage() {
  const { t } = useTranslation();
  const me = useMe();
  const [publishing, setPublishing] = useState(false);
  const [shown, setShown] = useState<string | null>(null);
  const { data, error, isPending, refetch } = useQuery({
    queryKey: UNDERTAKINGS_KEY,
    queryFn: () => answer(api.GET('/api/v1/undertakings')),
  });
  const columns = useVersionColumns(setShown);
  const chosen = data?.items.find(({ version }) => version === shown);
  const stop = () => {
    setPublishing(false);
  };

  return (
    <div className="stack">
      <PageHeading title={t('undertakings.title')}>{t('undertakings.lead')}</PageHeading>
      {may(me, 'publish', 'Undertaking') && !publishing ? (
        <div className="form__buttons no-print">
          <Button
            onClick={() => {
              setPublishing(true);
            }}
          >
            {t('undertakings.publish')}
          </Button>
        </div>
      ) : null}
      {publishing ? <PublishForm onDone={stop} /> : null}
      {isPending ? <Loading /> : null}
      <ProblemNotice error={error} onRetry={() => void refetch()} />
      {data ? (
        <DataTable
          caption={t('undertakings.caption')}
          columns={columns}
          rows={data.items}
          idOf={({ version }) => version}
        />
      ) : null}
      {chosen ? <VersionPanel key={chosen.version} version={chosen} /> : null}
    </div>
  );
}

function useVersionColumns(onShow: (version: string) => void): Column<UndertakingVersion>[] {
  const { t } = useTranslation();
  const format = useFormat();
  return [
    {
      id: 'version',
      header: t('undertakings.version'),
      rowHeader: true,
      cell: ({ version, inForce }) => (
        <>
          {version} {inForce ? <Tag tone="success">{t('undertakings.current')}</Tag> : null}
        </>
      ),
    },
    {
      id: 'inForceOn',
      header: t('undertakings.inForceOn'),
      align: 'fixed',
      cell: ({ inForceOn }) => format.day(inForceOn),
    },
    { id: 'grace', header: t('undertakings.grace'), align: 'end', cell: ({ graceDays }) => graceDays },
    { id: 'missing', header: t('undertakings.missing'), align: 'end', cell: ({ missing }) => missing },
    {
      id: 'show',
      header: t('undertakings.show'),
      cell: ({ version }) => (
        <RowButton
          variant="secondary"
          act={t('undertakings.show')}
          about={`${t('undertakings.version')} ${version}`}
          onClick={() => {
            onShow(version);
          }}
        />
      ),
    },
  ];
}
