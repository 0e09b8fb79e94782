import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { Certificate, Whereabouts } from '../../api/types.js';
import { DataTable } from '../../ui/data-table.js';
import { useFormat } from '../../ui/format/use-format.js';
import { Panel } from '../../ui/panel.js';
import { CertificateDialog } from './certificate-dialog.js';
import { useCertificateColumns } from './use-certificate-columns.js';

/** How many recordings of a day are kept and how many are gone, with the certificates of the first of these. */
export function DayAnswer({ day }: { readonly day: NonNullable<Whereabouts['day']> }) {
  const { t } = useTranslation();
  const format = useFormat();
  const [opened, setOpened] = useState<Certificate | null>(null);
  const columns = useCertificateColumns(setOpened);
  const { on, queue, kept, purged, certificates } = day;
  const found = kept + purged > 0;
  const all = new URLSearchParams({ on, ...(queue === null ? {} : { queue }) });
  return (
    <Panel title={[format.day(on), queue].filter(Boolean).join(', ')}>
      {found ? (
        <ul>
          <li>{t('whereabouts.keptOfDay', { count: kept })}</li>
          <li>{t('whereabouts.purgedOfDay', { count: purged })}</li>
        </ul>
      ) : (
        <p>{t('whereabouts.nothingOfDay')}</p>
      )}
      {certificates.length > 0 ? (
        <DataTable
          caption={t('retention.certificatesCaption')}
          columns={columns}
          rows={certificates}
          idOf={({ unitId }) => unitId}
        />
      ) : null}
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
    </Panel>
  );
}
