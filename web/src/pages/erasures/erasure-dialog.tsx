import { useTranslation } from 'react-i18next';
import { answer, api } from '../../api/client.js';
import type { Erasure } from '../../api/types.js';
import { DialogActs } from '../../ui/dialog-acts.js';
import { FetchedDialog } from '../../ui/fetched-dialog.js';
import { useOpened } from '../../ui/use-opened.js';
import { ErasureActForm } from './erasure-act-form.js';
import { ErasureFacts } from './erasure-facts.js';
import { actsOn, type ErasureAct } from './erasure-acts.js';

interface ErasureDialogProps {
  readonly id: string;
  readonly onDone: (ended: Erasure) => void;
  readonly onClose: () => void;
}

/** An erasure with its reason, whose opening is an event, and what the person may do about it. */
export function ErasureDialog({ id, onDone, onClose }: ErasureDialogProps) {
  const { t } = useTranslation();
  const opened = useOpened(['erasure', id], () =>
    answer(api.GET('/api/v1/erasures/{id}', { params: { path: { id } } })),
  );
  const nameOf = (act: ErasureAct) => t(`erasures.acts.${act}`);
  return (
    <FetchedDialog
      title={t('erasures.one')}
      query={opened}
      onClose={onClose}
      acts={data => (
        <DialogActs nameOf={nameOf} acts={actsOn(data)} main="confirm" onClose={onClose}>
          {act => <ErasureActForm id={data.id} act={act} onDone={onDone} onCancel={onClose} />}
        </DialogActs>
      )}
    >
      {data => <ErasureFacts erasure={data} onLeave={onClose} />}
    </FetchedDialog>
  );
}
