import { useTranslation } from 'react-i18next';
import type { Certificate } from '../../api/types.js';
import { Panel } from '../../ui/panel.js';
import { CertificateFacts } from './certificate-facts.js';
import { CertificateText } from './certificate-text.js';

/** The certificate of a unit that somebody asked about. */
export function PurgedUnit({ certificate }: { readonly certificate: Certificate }) {
  const { t } = useTranslation();
  return (
    <Panel title={t('certificates.one')}>
      <CertificateFacts certificate={certificate} />
      <CertificateText key={certificate.unitId} unitId={certificate.unitId} />
    </Panel>
  );
}
