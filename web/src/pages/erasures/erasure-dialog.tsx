import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Button } from 'suomifi-ui-components';
import { answer, api } from '../../api/client.js';
import type { Erasure } from '../../api/types.js';
import { DialogActs } from '../../ui/dialog-acts.js';
import { Dialog } from '../../ui/dialog.js';
import { Loading } from '../../ui/loading.js';
import { ProblemNotice } from '../../ui/problem-notice.js';
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
  const { data, error, isPending, refetch } = useQuery({
    queryKey: ['erasure', id],
    queryFn: () => answer(api.GET('/api/v1/erasures/{id}', { params: { path: { id } } })),
    staleTime: Infinity,
    gcTime: 0,
  });
  const nameOf = (act: ErasureAct) => t(`erasures.acts.${act}`);
  return (
    <Dialog title={t('erasures.one')} onClose={onClose}>
      {isPending ? <Loading /> : null}
      <ProblemNotice error={error} onRetry={() => void refetch()} />
      {data ? <ErasureFacts erasure={data} onLeave={onClose} /> : null}
      {data ? (
        <DialogActs
          nameOf={nameOf}
          buttons={choose =>
            actsOn(data).map(act => (
              <Button
                key={act}
                variant={act === 'confirm' ? 'default' : 'secondary'}
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
          {act => <ErasureActForm id={data.id} act={act} onDone={onDone} onCancel={onClose} />}
        </DialogActs>
      ) : (
        <Button variant="secondary" mt="m" onClick={onClose}>
          {t('common.close')}
        </Button>
      )}
    </Dialog>
  );
}
