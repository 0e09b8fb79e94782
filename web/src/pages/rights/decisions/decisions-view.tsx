import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from 'suomifi-ui-components';
import { answer, api } from '../../../api/client.js';
import { useMe } from '../../../app/session/me.js';
import type { Claim } from '../../../api/types.js';
import { DataTable } from '../../../ui/data-table.js';
import { Dialog } from '../../../ui/dialog.js';
import { Panel } from '../../../ui/panel.js';
import { useCase } from '../case-in-view.js';
import { ConfirmForm } from '../confirm-form.js';
import type { ClaimAct } from './claim-acts.js';
import { DecideForm } from './decide-form.js';
import { ForwardForm } from './forward-form.js';
import { DisclosureDecision } from './disclosure-decision.js';
import { Portability } from './portability.js';
import { useClaimColumns } from './use-claim-columns.js';

interface Chosen {
  readonly claim: Claim;
  readonly act: ClaimAct;
}

/** Each right of the request with its own outcome, decided by one and confirmed by another. */
export function DecisionsView() {
  const { rightsCase } = useCase();
  return rightsCase.kind === 'authority' ? <DisclosureDecision /> : <Claims />;
}

function Claims() {
  const { t } = useTranslation();
  const me = useMe();
  const { rightsCase, say } = useCase();
  const [chosen, setChosen] = useState<Chosen | null>(null);
  const columns = useClaimColumns(rightsCase, me.id, (claim, act) => {
    setChosen({ claim, act });
  });
  const close = () => {
    setChosen(null);
  };
  return (
    <div className="stack">
      <Panel title={t('rights.decisions.title')}>
        <p>{t('rights.decisions.lead')}</p>
        {rightsCase.claims.length === 0 ? (
          <p>{t('rights.decisions.none')}</p>
        ) : (
          <DataTable
            caption={t('rights.decisions.caption')}
            columns={columns}
            rows={rightsCase.claims}
            idOf={({ id }) => id}
          />
        )}
      </Panel>
      {rightsCase.rights.includes('portability') ? <Portability /> : null}
      <Forwarding />
      {chosen === null ? null : (
        <ChosenAct
          chosen={chosen}
          onDone={() => {
            close();
            say(t(`rights.decisions.done.${chosen.act}`));
          }}
          onCancel={close}
        />
      )}
    </div>
  );
}

interface ChosenActProps {
  readonly chosen: Chosen;
  readonly onDone: () => void;
  readonly onCancel: () => void;
}

function ChosenAct({ chosen: { claim, act }, onDone, onCancel }: ChosenActProps) {
  const { t } = useTranslation();
  const { rightsCase } = useCase();
  const form = { caseId: rightsCase.id, onDone, onCancel };
  const title = t(`rights.decisions.acts.${act}`, { right: t(`rights.right.${claim.right}.name`) });
  return (
    <Dialog title={title} onClose={onCancel}>
      {act === 'decide' ? (
        <DecideForm claim={claim} {...form} />
      ) : (
        <ConfirmForm send={sendBack => sendConfirmation(rightsCase.id, claim, sendBack)} {...form} />
      )}
    </Dialog>
  );
}

/** Of the decision as it was seen. */
function sendConfirmation(id: string, { id: claimId, prepared }: Chosen['claim'], sendBack: string | null) {
  const params = { path: { id, claimId } };
  const body = { prepared: prepared ?? '', ...(sendBack === null ? {} : { sendBack }) };
  return answer(api.POST('/api/v1/rights-requests/{id}/claims/{claimId}/confirmation', { params, body }));
}

/** Whether the customer was informed whose register the patient data belong to. */
function Forwarding() {
  const { t } = useTranslation();
  const { rightsCase, say } = useCase();
  const [isOpen, setOpen] = useState(false);
  const { id, forwarded, permitted, closedAt } = rightsCase;
  const close = () => {
    setOpen(false);
  };
  return (
    <Panel title={t('rights.forwarding.title')}>
      <p>{t(forwarded ? 'rights.forwarding.done' : 'rights.forwarding.notYet')}</p>
      {permitted.includes('handle') && closedAt === null ? (
        <Button
          variant="secondary"
          onClick={() => {
            setOpen(true);
          }}
        >
          {t('rights.forwarding.open')}
        </Button>
      ) : null}
      {isOpen ? (
        <Dialog title={t('rights.forwarding.open')} onClose={close}>
          <ForwardForm
            caseId={id}
            onDone={() => {
              close();
              say(t('rights.forwarding.done'));
            }}
            onCancel={close}
          />
        </Dialog>
      ) : null}
    </Panel>
  );
}
