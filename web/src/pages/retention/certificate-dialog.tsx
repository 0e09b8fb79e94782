import { useTranslation } from 'react-i18next';
import { Button } from 'suomifi-ui-components';
import type { Certificate } from '../../api/types.js';
import { Dialog } from '../../ui/dialog.js';
import { CertificateFacts } from './certificate-facts.js';
import { CertificateText } from './certificate-text.js';

interface CertificateDialogProps {
  readonly certificate: Certificate;
  readonly onClose: () => void;
}

/** A certificate in full, and as a text for people. */
export function CertificateDialog({ certificate, onClose }: CertificateDialogProps) {
  const { t } = useTranslation();
  return (
    <Dialog title={t('certificates.one')} onClose={onClose}>
      <CertificateFacts certificate={certificate} />
      <CertificateText unitId={certificate.unitId} />
      <Button variant="secondary" mt="m" onClick={onClose}>
        {t('common.close')}
      </Button>
    </Dialog>
  );
}
