import { useTranslation } from 'react-i18next';
import type { QuarantinedDetails } from '../../api/types.js';
import { DialogActs } from '../../ui/dialog-acts.js';
import { FetchedDialog } from '../../ui/fetched-dialog.js';
import { SortingForm } from './sorting-form.js';
import { ItemFacts } from './item-facts.js';
import { useItem, useItemChange, type ItemChange } from './item-queries.js';
import { RepairForm } from './repair-form.js';

type Act = ItemChange['act'];

interface ItemDialogProps {
  readonly id: string;
  readonly onDone: (act: Act) => void;
  readonly onClose: () => void;
}

/** One item with what it says of its call, masked, and what may be done with it. Opening it is an event. */
export function ItemDialog({ id, onDone, onClose }: ItemDialogProps) {
  const { t } = useTranslation();
  const opened = useItem(id);
  const nameOf = (act: Act) => t(`toSortOut.acts.${act}`);
  return (
    <FetchedDialog
      title={t('toSortOut.one')}
      query={opened}
      onClose={onClose}
      acts={data => (
        <DialogActs nameOf={nameOf} acts={data.permitted} main="file" onClose={onClose}>
          {act => <ChosenAct item={data} act={act} onDone={onDone} onCancel={onClose} />}
        </DialogActs>
      )}
    >
      {data => <ItemFacts item={data} />}
    </FetchedDialog>
  );
}

interface ChosenActProps {
  readonly item: QuarantinedDetails;
  readonly act: Act;
  readonly onDone: (act: Act) => void;
  readonly onCancel: () => void;
}

function ChosenAct({ item, act, onDone, onCancel }: ChosenActProps) {
  const change = useItemChange(item.id, onDone);
  if (act === 'repair') return <RepairForm item={item} change={change} onCancel={onCancel} />;
  return (
    <SortingForm
      act={act}
      asksNotice={act === 'file' && item.call?.direction !== 'outbound'}
      isPending={change.isPending}
      error={change.error}
      onSend={stated => {
        change.mutate({ act, ...stated });
      }}
      onCancel={onCancel}
    />
  );
}
