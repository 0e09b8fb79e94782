import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button, Heading } from 'suomifi-ui-components';
import type { QuarantinedDetails } from '../../api/types.js';
import { Dialog } from '../../ui/dialog.js';
import { Loading } from '../../ui/loading.js';
import { ProblemNotice } from '../../ui/problem-notice.js';
import { useFocusAfter } from '../../ui/use-focus-after.js';
import { ActForm } from './act-form.js';
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
  return (
    <Dialog title={t('toSortOut.one')} onClose={onClose}>
      {isPending ? <Loading /> : null}
      <ProblemNotice error={error} onRetry={() => void refetch()} />
      {data ? <ItemFacts item={data} /> : null}
      {data ? (
        <Acts item={data} onDone={onDone} onClose={onClose} />
      ) : (
        <Button variant="secondary" mt="m" onClick={onClose}>
          {t('common.close')}
        </Button>
      )}
    </Dialog>
  );
}

interface ActsProps {
  readonly item: QuarantinedDetails;
  readonly onDone: (act: Act) => void;
  readonly onClose: () => void;
}

function Acts({ item, onDone, onClose }: ActsProps) {
  const { t } = useTranslation();
  const [act, setAct] = useState<Act | null>(null);
  const heading = useFocusAfter<HTMLHeadingElement>(act === null ? 0 : 1); // the buttons are gone then
  if (act === null) {
    return (
      <div className="form__buttons dialog-acts">
        {item.permitted.map(one => (
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
        <Button variant="secondary" onClick={onClose}>
          {t('common.close')}
        </Button>
      </div>
    );
  }
  return (
    <section className="dialog-acts">
      <Heading variant="h3" tabIndex={-1} ref={heading}>
        {t(`toSortOut.acts.${act}`)}
      </Heading>
      <ChosenAct item={item} act={act} onDone={onDone} onCancel={onClose} />
    </section>
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
    <ActForm
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
