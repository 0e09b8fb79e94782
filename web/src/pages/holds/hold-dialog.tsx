import { useTranslation } from 'react-i18next';
import { answer, api } from '../../api/client.js';
import type { HoldAct, HoldDetails } from '../../api/types.js';
import { DialogActs } from '../../ui/dialog-acts.js';
import { FetchedDialog } from '../../ui/fetched-dialog.js';
import { useOpened } from '../../ui/use-opened.js';
import { useActName } from './act-buttons.js';
import { ChosenAct } from './chosen-act.js';
import { actsOn } from './hold-acts.js';
import { HoldFacts } from './hold-facts.js';
import type { HoldChange } from './use-hold-change.js';

interface HoldDialogProps {
  readonly id: string;
  /** What the person came to do; without it they choose here. */
  readonly act?: HoldAct;
  readonly onDone: (change: HoldChange) => void;
  readonly onClose: () => void;
}

/** A hold with its reasons, whose opening is an event, and what the person may do to it. */
export function HoldDialog({ id, act, onDone, onClose }: HoldDialogProps) {
  const { t } = useTranslation();
  const opened = useOpened(['hold', id], () => answer(api.GET('/api/v1/holds/{id}', { params: { path: { id } } })));
  return (
    <FetchedDialog
      title={t('holds.one')}
      query={opened}
      onClose={onClose}
      acts={data => <Acts hold={data} {...(act === undefined ? {} : { act })} onDone={onDone} onClose={onClose} />}
    >
      {data => <HoldFacts hold={data} onLeave={onClose} />}
    </FetchedDialog>
  );
}

interface ActsProps {
  readonly hold: HoldDetails;
  readonly act?: HoldAct;
  readonly onDone: (change: HoldChange) => void;
  readonly onClose: () => void;
}

function Acts({ hold, act, onDone, onClose }: ActsProps) {
  return (
    <DialogActs first={act} nameOf={useActName(hold)} acts={actsOn(hold)} main="approve" onClose={onClose}>
      {chosen => <ChosenAct hold={hold} act={chosen} onDone={onDone} onCancel={onClose} />}
    </DialogActs>
  );
}
