import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from 'suomifi-ui-components';
import type { CaseRedaction } from '../../../api/types.js';
import { ReasonDialog } from '../../../ui/reason-dialog.js';
import { useCase } from '../case-in-view.js';
import { useCaseAct } from '../use-case-act.js';
import { sendRejection } from './use-redactions.js';

/** Rejects a version with a reason; a copy that was made is destroyed at once. */
export function RejectVersion({ copy }: { readonly copy: CaseRedaction }) {
  const { t } = useTranslation();
  const { rightsCase, say } = useCase();
  const [isOpen, setOpen] = useState(false);
  const reject = useCaseAct(
    rightsCase.id,
    (reason: string) => sendRejection({ id: rightsCase.id, redactionId: copy.id }, reason),
    () => {
      say(t('rights.copies.rejected'));
    },
  );
  if (!copy.permitted.includes('reject')) return null;
  const what = copy.state === 'draft' ? 'draft' : 'copy';
  return (
    <div className="copies__reject">
      <Button
        variant="secondaryNoBorder"
        onClick={() => {
          setOpen(true);
        }}
      >
        {t(`rights.copies.reject.${what}`)}
      </Button>
      {isOpen ? (
        <ReasonDialog
          title={t(`rights.copies.reject.${what}`)}
          text={t(`rights.copies.rejectText.${what}`)}
          logged={null}
          button={t(`rights.copies.reject.${what}`)}
          isPending={reject.isPending}
          error={reject.error}
          onSend={reject.mutate}
          onClose={() => {
            setOpen(false);
          }}
        />
      ) : null}
    </div>
  );
}
