import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { answer, api } from '../../api/client.js';
import type { TrainingCopyDetails } from '../../api/types.js';
import { may, useMe } from '../../app/session/me.js';
import { DialogActs } from '../../ui/dialog-acts.js';
import { FetchedDialog } from '../../ui/fetched-dialog.js';
import { useOpened } from '../../ui/use-opened.js';
import { Fact, Facts } from '../../ui/facts.js';
import { useFormat } from '../../ui/format/use-format.js';
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
  const opened = useOpened(['training-copy', id], () =>
    answer(api.GET('/api/v1/training-copies/{id}', { params: { path: { id } } })),
  );
  const nameOf = (act: CopyAct) => t(`copies.acts.${act}`);
  return (
    <FetchedDialog
      title={t('copies.one')}
      query={opened}
      onClose={onClose}
      acts={data => (
        <DialogActs nameOf={nameOf} acts={actsOn(data)} main="approve" onClose={onClose}>
          {act =>
            act === 'approve' ? (
              <ApproveForm id={data.id} onDone={onDone} onCancel={onClose} />
            ) : (
              <EndForm id={data.id} act={act} onDone={onDone} onCancel={onClose} />
            )
          }
        </DialogActs>
      )}
    >
      {data => <CopyFacts copy={data} onLeave={onClose} />}
    </FetchedDialog>
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
