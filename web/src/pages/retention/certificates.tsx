import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { answer, api } from '../../api/client.js';
import type { Certificate } from '../../api/types.js';
import { ListView } from '../../ui/list-view.js';
import { PageHeading } from '../../ui/page-heading.js';
import { useList } from '../../ui/use-list.js';
import { CertificateDialog } from './certificate-dialog.js';
import { CertificateFilters } from './certificate-filters.js';
import { certificateFiltersOf } from './certificate-query.js';
import { useCertificateColumns } from './use-certificate-columns.js';

/** Deletion certificates, found by id, by day of the call and queue, or by run: nothing in them is personal. */
export function Certificates() {
  const { t } = useTranslation();
  const [address, setAddress] = useSearchParams();
  const [opened, setOpened] = useState<Certificate | null>(null);
  const filters = certificateFiltersOf(address);
  const columns = useCertificateColumns(setOpened);
  const list = useList(['certificates', filters], cursor =>
    answer(
      api.GET('/api/v1/retention/certificates', {
        params: { query: { ...filters, ...(cursor === undefined ? {} : { cursor }) } },
      }),
    ),
  );
  return (
    <>
      <PageHeading title={t('retention.certificates')}>{t('retention.certificatesText')}</PageHeading>
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
      {opened ? (
        <CertificateDialog
          certificate={opened}
          onClose={() => {
            setOpened(null);
          }}
        />
      ) : null}
    </>
  );
}
