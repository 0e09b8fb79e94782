import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Button } from 'suomifi-ui-components';
import { answer, api } from '../../api/client.js';
import type { HoldAct, HoldDetails } from '../../api/types.js';
import { DialogActs } from '../../ui/dialog-acts.js';
import { Dialog } from '../../ui/dialog.js';
import { Loading } from '../../ui/loading.js';
import { ProblemNotice } from '../../ui/problem-notice.js';
import { ActButtons, useActName } from './act-buttons.js';
import { ChosenAct } from './chosen-act.js';
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
  const { data, error, isPending, refetch } = useQuery({
    queryKey: ['hold', id],
    queryFn: () => answer(api.GET('/api/v1/holds/{id}', { params: { path: { id } } })),
    staleTime: Infinity,
    gcTime: 0,
  });
  return (
    <Dialog title={t('holds.one')} onClose={onClose}>
      {isPending ? <Loading /> : null}
      <ProblemNotice error={error} onRetry={() => void refetch()} />
      {data ? <HoldFacts hold={data} onLeave={onClose} /> : null}
      {data ? (
        <Acts hold={data} {...(act === undefined ? {} : { act })} onDone={onDone} onClose={onClose} />
      ) : (
        <Button variant="secondary" mt="m" onClick={onClose}>
          {t('common.close')}
        </Button>
      )}
    </Dialog>
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
    <DialogActs
      first={act}
      nameOf={useActName(hold)}
      buttons={choose => <ActButtons hold={hold} onChoose={choose} />}
      onClose={onClose}
    >
      {chosen => <ChosenAct hold={hold} act={chosen} onDone={onDone} onCancel={onClose} />}
    </DialogActs>
  );
}
