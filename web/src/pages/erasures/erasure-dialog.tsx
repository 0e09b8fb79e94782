import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button, Heading } from 'suomifi-ui-components';
import { answer, api } from '../../api/client.js';
import type { Erasure, ErasureDetails } from '../../api/types.js';
import { Dialog } from '../../ui/dialog.js';
import { Loading } from '../../ui/loading.js';
import { ProblemNotice } from '../../ui/problem-notice.js';
import { useFocusAfter } from '../../ui/use-focus-after.js';
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
  return (
    <Dialog title={t('erasures.one')} onClose={onClose}>
      {isPending ? <Loading /> : null}
      <ProblemNotice error={error} onRetry={() => void refetch()} />
      {data ? <ErasureFacts erasure={data} onLeave={onClose} /> : null}
      {data ? (
        <Acts erasure={data} onDone={onDone} onClose={onClose} />
      ) : (
        <Button variant="secondary" mt="m" onClick={onClose}>
          {t('common.close')}
        </Button>
      )}
    </Dialog>
  );
}

interface ActsProps {
  readonly erasure: ErasureDetails;
  readonly onDone: (ended: Erasure) => void;
  readonly onClose: () => void;
}

function Acts({ erasure, onDone, onClose }: ActsProps) {
  const { t } = useTranslation();
  const [chosen, setChosen] = useState<ErasureAct | null>(null);
  const heading = useFocusAfter<HTMLHeadingElement>(chosen === null ? 0 : 1); // the buttons are gone then
  if (chosen === null) {
    return (
      <div className="form__buttons dialog-acts">
        {actsOn(erasure).map(act => (
          <Button
            key={act}
            variant={act === 'confirm' ? 'default' : 'secondary'}
            onClick={() => {
              setChosen(act);
            }}
          >
            {t(`erasures.acts.${act}`)}
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
        {t(`erasures.acts.${chosen}`)}
      </Heading>
      <ErasureActForm id={erasure.id} act={chosen} onDone={onDone} onCancel={onClose} />
    </section>
  );
}
