import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { answer, api } from '../../api/client.js';
import type { Certificate } from '../../api/types.js';
import type { Column } from '../../ui/data-table.js';
import { isDay } from '../../ui/format/helsinki.js';
import { useFormat } from '../../ui/format/use-format.js';
import { ListView } from '../../ui/list-view.js';
import { useList } from '../../ui/use-list.js';
import { CertificateFilters } from './certificate-filters.js';
import { ruleNamed } from './rule-words.js';

/** Deletion certificates, found by id or by day of the call and queue: nothing in them is personal. */
export function Certificates() {
  const { t } = useTranslation();
  const [address, setAddress] = useSearchParams();
  const filters = certificateFiltersOf(address);
  const columns = useCertificateColumns();
  const list = useList(['certificates', filters], cursor =>
    answer(
      api.GET('/api/v1/retention/certificates', {
        params: { query: { ...filters, ...(cursor === undefined ? {} : { cursor }) } },
      }),
    ),
  );
  return (
    <section aria-label={t('retention.certificates')}>
      <p>{t('retention.certificatesText')}</p>
      <CertificateFilters
        filters={filters}
        onApply={chosen => {
          setAddress(chosen, { preventScrollReset: true });
        }}
      />
      <ListView
        list={list}
        caption={t('retention.certificatesCaption')}
        columns={columns}
        idOf={certificate => certificate.unitId}
        empty={t('retention.certificatesEmpty')}
      />
    </section>
  );
}

function certificateFiltersOf(address: URLSearchParams): { id?: string; on?: string; queue?: string } {
  const [id, on, queue] = ['id', 'on', 'queue'].map(name => address.get(name)?.trim() ?? '');
  return { ...(id ? { id } : {}), ...(on && isDay(on) ? { on } : {}), ...(queue ? { queue } : {}) };
}

function useCertificateColumns(): Column<Certificate>[] {
  const { t } = useTranslation();
  const format = useFormat();
  const ruleText = (name: string): string => {
    const rule = ruleNamed(name);
    return rule ? t(`retentionRules.${rule.kind}`, rule) : name;
  };
  return [
    {
      id: 'unit',
      header: t('retention.unit'),
      rowHeader: true,
      cell: ({ unitKind, unitId }) => (
        <>
          {t(`unitKinds.${unitKind}`)}
          <small>
            <code>{unitId}</code>
          </small>
        </>
      ),
    },
    { id: 'callOn', header: t('retention.callOn'), cell: ({ callOn }) => (callOn === null ? '–' : format.day(callOn)) },
    { id: 'queue', header: t('fields.queue'), cell: certificate => certificate.queue },
    {
      id: 'dueOn',
      header: t('recordings.dueOn'),
      cell: ({ dueOn, rule }) => (
        <>
          {format.day(dueOn)}
          <small>{ruleText(rule)}</small>
        </>
      ),
    },
    { id: 'key', header: t('retention.keyDestroyedAt'), cell: ({ keyDestroyedAt }) => format.dateTime(keyDestroyedAt) },
    {
      id: 'blob',
      header: t('retention.blobAbsentAt'),
      cell: ({ blobAbsentAt }) => (blobAbsentAt === null ? t('retention.blobPending') : format.dateTime(blobAbsentAt)),
    },
  ];
}
