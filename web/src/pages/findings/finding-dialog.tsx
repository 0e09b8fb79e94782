import { useTranslation } from 'react-i18next';
import { Button, InlineAlert } from 'suomifi-ui-components';
import { may, useMe } from '../../app/session/me.js';
import type { Finding } from '../../api/types.js';
import { Dialog } from '../../ui/dialog.js';
import { FindingFacts } from './finding-facts.js';
import { isOwn } from './finding-state.js';
import { SettleForm } from './settle-form.js';

interface FindingDialogProps {
  readonly finding: Finding;
  readonly onClose: () => void;
}

/** A finding in full; who may settles it here. */
export function FindingDialog({ finding, onClose }: FindingDialogProps) {
  const { t } = useTranslation();
  const me = useMe();
  const isOpen = finding.outcome === null && may(me, 'settle', 'Finding');
  const own = isOwn(finding, me.id);
  return (
    <Dialog title={t('findings.oneTitle')} onClose={onClose}>
      <FindingFacts finding={finding} />
      {isOpen && own ? <InlineAlert mt="m">{t('findings.own')}</InlineAlert> : null}
      {isOpen && !own ? (
        <SettleForm finding={finding} onDone={onClose} onCancel={onClose} />
      ) : (
        <Button variant="secondary" mt="m" onClick={onClose}>
          {t('common.close')}
        </Button>
      )}
    </Dialog>
  );
}
