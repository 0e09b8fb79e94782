import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from 'suomifi-ui-components';
import type { QuarantinedItem, SortingOutcome } from '../../api/types.js';
import { Dialog } from '../../ui/dialog.js';
import { SortingForm } from './sorting-form.js';
import { actsOnAll, MOST_AT_ONCE, type ManyAct } from './chosen-items.js';
import { useManyChange } from './item-queries.js';

interface ManyItemsProps {
  /** The chosen ones. */
  readonly items: readonly QuarantinedItem[];
  /** Ids of all that are shown. */
  readonly shown: readonly string[];
  readonly onChoose: (ids: readonly string[]) => void;
  readonly onDone: (outcomes: readonly SortingOutcome[]) => void;
}

/** Chooses all that are shown, or none, and sorts the chosen ones out alike. */
export function ManyItems({ items, shown, onChoose, onDone }: ManyItemsProps) {
  const { t } = useTranslation();
  const [act, setAct] = useState<ManyAct | null>(null);
  if (shown.length === 0) return null;
  return (
    <div className="many-items no-print" role="group" aria-label={t('toSortOut.many')}>
      <span role="status">{t('toSortOut.chosen', { count: items.length })}</span>
      <Button
        variant="secondary"
        onClick={() => {
          onChoose(items.length > 0 ? [] : shown.slice(0, MOST_AT_ONCE));
        }}
      >
        {items.length > 0 ? t('toSortOut.chooseNone') : t('toSortOut.chooseAll')}
      </Button>
      {actsOnAll(items).map(one => (
        <Button
          key={one}
          variant={one === 'file' ? 'default' : 'secondary'}
          onClick={() => {
            setAct(one);
          }}
        >
          {t(`toSortOut.acts.${one}`)}
        </Button>
      ))}
      {act ? (
        <ManyDialog
          act={act}
          ids={items.map(({ id }) => id)}
          onDone={outcomes => {
            setAct(null);
            onDone(outcomes);
          }}
          onClose={() => {
            setAct(null);
          }}
        />
      ) : null}
    </div>
  );
}

interface ManyDialogProps {
  readonly act: ManyAct;
  readonly ids: string[];
  readonly onDone: (outcomes: readonly SortingOutcome[]) => void;
  readonly onClose: () => void;
}

function ManyDialog({ act, ids, onDone, onClose }: ManyDialogProps) {
  const { t } = useTranslation();
  const change = useManyChange(onDone);
  return (
    <Dialog title={t(`toSortOut.manyTitle.${act}`, { count: ids.length })} onClose={onClose}>
      <SortingForm
        act={act}
        asksNotice={act === 'file'}
        isPending={change.isPending}
        error={change.error}
        onSend={stated => {
          change.mutate({ act, ids, ...stated });
        }}
        onCancel={onClose}
      />
    </Dialog>
  );
}
