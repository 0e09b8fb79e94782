import { useTranslation } from 'react-i18next';
import { Button } from 'suomifi-ui-components';
import type { QuarantinedDetails } from '../../api/types.js';
import { DialogActs } from '../../ui/dialog-acts.js';
import { Dialog } from '../../ui/dialog.js';
import { Loading } from '../../ui/loading.js';
import { ProblemNotice } from '../../ui/problem-notice.js';
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
  const { data, error, isPending, refetch } = useItem(id);
  const nameOf = (act: Act) => t(`toSortOut.acts.${act}`);
  return (
    <Dialog title={t('toSortOut.one')} onClose={onClose}>
      {isPending ? <Loading /> : null}
      <ProblemNotice error={error} onRetry={() => void refetch()} />
      {data ? <ItemFacts item={data} /> : null}
      {data ? (
        <DialogActs
          nameOf={nameOf}
          buttons={choose =>
            data.permitted.map(act => (
              <Button
                key={act}
                variant={act === 'file' ? 'default' : 'secondary'}
                onClick={() => {
                  choose(act);
                }}
              >
                {nameOf(act)}
              </Button>
            ))
          }
          onClose={onClose}
        >
          {act => <ChosenAct item={data} act={act} onDone={onDone} onCancel={onClose} />}
        </DialogActs>
      ) : (
        <Button variant="secondary" mt="m" onClick={onClose}>
          {t('common.close')}
        </Button>
      )}
    </Dialog>
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
