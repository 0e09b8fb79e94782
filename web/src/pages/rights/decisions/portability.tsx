import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { InlineAlert } from 'suomifi-ui-components';
import { answer, api } from '../../../api/client.js';
import { DataTable } from '../../../ui/data-table.js';
import { Loading } from '../../../ui/loading.js';
import { Panel } from '../../../ui/panel.js';
import { ProblemNotice } from '../../../ui/problem-notice.js';
import { Tag } from '../../../ui/tag.js';
import { useCase } from '../case-in-view.js';

/** Which purposes the right to portability reaches, and how it is decided where it reaches none (GDPR art. 20(1)(a)). */
export function Portability() {
  const { t } = useTranslation();
  const { rightsCase } = useCase();
  const { id } = rightsCase;
  const { data, error, isPending, refetch } = useQuery({
    queryKey: ['rights-case', id, 'portability'],
    queryFn: () => answer(api.GET('/api/v1/rights-requests/{id}/portability', { params: { path: { id } } })),
    staleTime: Infinity,
    gcTime: 0,
  });
  return (
    <Panel title={t('rights.portability.title')}>
      <p>{t('rights.portability.lead')}</p>
      {isPending ? <Loading /> : null}
      <ProblemNotice error={error} onRetry={() => void refetch()} />
      {data ? (
        <>
          <InlineAlert status={data.refusal === null ? 'neutral' : 'warning'}>
            {data.refusal === null
              ? t('rights.portability.some')
              : t('rights.portability.none', { ground: t(`rights.grounds.${data.refusal}`) })}
          </InlineAlert>
          <DataTable
            caption={t('rights.portability.caption')}
            rows={data.purposes}
            idOf={({ purpose }) => purpose}
            columns={[
              {
                id: 'purpose',
                header: t('rights.portability.purpose'),
                rowHeader: true,
                cell: ({ purpose }) => t(`purposes.${purpose}.name`),
              },
              {
                id: 'basis',
                header: t('rights.portability.basis'),
                cell: ({ basis }) =>
                  basis === null ? t('rights.portability.notSettled') : t(`rights.portability.bases.${basis}`),
              },
              {
                id: 'portable',
                header: t('rights.portability.portable'),
                cell: ({ portable }) => (
                  <Tag tone={portable ? 'success' : 'neutral'}>
                    {t(portable ? 'rights.portability.yes' : 'rights.portability.no')}
                  </Tag>
                ),
              },
            ]}
          />
        </>
      ) : null}
    </Panel>
  );
}
