import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { Certificate, Whereabouts } from '../../api/types.js';
import { DataTable } from '../../ui/data-table.js';
import { CertificateDialog } from './certificate-dialog.js';
import { useCertificateColumns } from './use-certificate-columns.js';

/** The certificates of the first of the recordings of a day that are gone, and the way to all of them. */
export function DayCertificates({ day }: { readonly day: NonNullable<Whereabouts['day']> }) {
  const { t } = useTranslation();
  const [opened, setOpened] = useState<Certificate | null>(null);
  const columns = useCertificateColumns(setOpened);
  const { on, queue, purged, certificates } = day;
  const all = new URLSearchParams({ on, ...(queue === null ? {} : { queue }) });
  return (
    <>
      <DataTable
        caption={t('retention.certificatesCaption')}
        columns={columns}
        rows={certificates}
        idOf={({ unitId }) => unitId}
      />
      {purged > certificates.length ? (
        <p>
          <Link to={`/retention/certificates?${all.toString()}`}>{t('whereabouts.allCertificates')}</Link>
        </p>
      ) : null}
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
