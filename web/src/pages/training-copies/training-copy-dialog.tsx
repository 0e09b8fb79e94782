import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { Button } from 'suomifi-ui-components';
import { answer, api } from '../../api/client.js';
import type { TrainingCopyDetails } from '../../api/types.js';
import { may, useMe } from '../../app/session/me.js';
import { DialogActs } from '../../ui/dialog-acts.js';
import { Dialog } from '../../ui/dialog.js';
import { Fact, Facts } from '../../ui/facts.js';
import { useFormat } from '../../ui/format/use-format.js';
import { Loading } from '../../ui/loading.js';
import { ProblemNotice } from '../../ui/problem-notice.js';
import { suggesting } from '../recording/suggested-purpose.js';
import { actsOn, type CopyAct } from './copy-acts.js';
import { ApproveForm } from './approve-form.js';
import { CopyStateTag } from './copy-state-tag.js';
import { EndForm } from './end-form.js';

interface TrainingCopyDialogProps {
  readonly id: string;
  readonly onDone: (act: CopyAct) => void;
  readonly onClose: () => void;
}

/** A training copy with why it is needed, whose opening is an event, and what the person may do about it. */
export function TrainingCopyDialog({ id, onDone, onClose }: TrainingCopyDialogProps) {
  const { t } = useTranslation();
  const { data, error, isPending, refetch } = useQuery({
    queryKey: ['training-copy', id],
    queryFn: () => answer(api.GET('/api/v1/training-copies/{id}', { params: { path: { id } } })),
    staleTime: Infinity,
    gcTime: 0,
  });
  const nameOf = (act: CopyAct) => t(`copies.acts.${act}`);
  return (
    <Dialog title={t('copies.one')} onClose={onClose}>
      {isPending ? <Loading /> : null}
      <ProblemNotice error={error} onRetry={() => void refetch()} />
      {data ? <CopyFacts copy={data} onLeave={onClose} /> : null}
      {data ? (
        <DialogActs
          nameOf={nameOf}
          buttons={choose =>
            actsOn(data).map(act => (
              <Button
                key={act}
                variant={act === 'approve' ? 'default' : 'secondary'}
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
          {act =>
            act === 'approve' ? (
              <ApproveForm id={data.id} onDone={onDone} onCancel={onClose} />
            ) : (
              <EndForm id={data.id} act={act} onDone={onDone} onCancel={onClose} />
            )
          }
        </DialogActs>
      ) : (
        <Button variant="secondary" mt="m" onClick={onClose}>
          {t('common.close')}
        </Button>
      )}
    </Dialog>
  );
}

interface CopyFactsProps {
  readonly copy: TrainingCopyDetails;
  readonly onLeave: () => void;
}

function CopyFacts({ copy, onLeave }: CopyFactsProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const me = useMe();
  const { recordingId, callOn, queue, unit, course, until, dueOn, state, necessity } = copy;
  const { requesterName, requestedAt, deciderName, decidedAt, releasedAt } = copy;
  const nobody = t('holds.nobody');
  return (
    <Facts>
      <Fact name={t('holds.call')}>
        {[format.day(callOn), queue, unit].join(' · ')}
        {state === 'requested' && may(me, 'play', 'Recording') ? (
          <small>
            <Link
              to={`/recordings/${recordingId}`}
              state={suggesting({ purpose: 'internal-training' })}
              onClick={onLeave}
            >
              {t('copies.listen')}
            </Link>
          </small>
        ) : null}
      </Fact>
      <Fact name={t('copies.course')}>{course}</Fact>
      <Fact name={t('copies.necessity')}>{necessity ?? <em>{t('copies.necessityGone')}</em>}</Fact>
      <Fact name={t('fields.until')}>{format.day(dueOn ?? until)}</Fact>
      <Fact name={t('holds.requestedBy')}>
        {t('holds.byAt', { name: requesterName ?? nobody, at: format.dateTime(requestedAt) })}
      </Fact>
      <Fact name={t('holds.state')}>
        <CopyStateTag state={state} />
      </Fact>
      {decidedAt === null ? null : (
        <Fact name={t('holds.decidedBy')}>
          {t('holds.byAt', { name: deciderName ?? nobody, at: format.dateTime(decidedAt) })}
        </Fact>
      )}
      {releasedAt === null ? null : <Fact name={t('copies.releasedAt')}>{format.dateTime(releasedAt)}</Fact>}
    </Facts>
  );
}
