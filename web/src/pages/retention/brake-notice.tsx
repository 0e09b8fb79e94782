import { useTranslation } from 'react-i18next';
import { InlineAlert } from 'suomifi-ui-components';
import type { RaisedBrake } from '../../api/types.js';
import { useFormat } from '../../ui/format/use-format.js';
import { useDone } from '../../ui/use-done.js';
import { BrakeRelease } from './brake-release.js';
import { useBrake } from './use-brake.js';

/** Above the views of retention while purges are stopped: why, and who does what about it. */
export function BrakeNotice() {
  const raised = useBrake().data?.raised ?? null;
  const { say, status } = useDone();
  return (
    <>
      {raised ? <Raised brake={raised} onDone={say} /> : null}
      {status}
    </>
  );
}

function Raised({ brake, onDone }: { readonly brake: RaisedBrake; readonly onDone: (sentence: string) => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { reason, byMs, raisedAt } = brake;
  return (
    <div className="brake-notice">
      <InlineAlert status="error" labelText={t('brake.raisedTitle')}>
        <p>
          {t(`brake.because.${reason}`, { by: format.span(byMs) })}{' '}
          {t('brake.since', { at: format.dateTime(raisedAt) })}
        </p>
        <ol>
          <li>{t('brake.steps.clock')}</li>
          <li>{t('brake.steps.propose')}</li>
          <li>{t('brake.steps.release')}</li>
        </ol>
        <p>{t('brake.meanwhile')}</p>
        <Proposal brake={brake} />
      </InlineAlert>
      <BrakeRelease brake={brake} onDone={onDone} />
    </div>
  );
}

function Proposal({ brake: { proposal } }: { readonly brake: RaisedBrake }) {
  const { t } = useTranslation();
  const format = useFormat();
  if (!proposal) return null;
  const { proposerName, proposedAt, reason } = proposal;
  const by = { name: proposerName ?? t('holds.nobody'), at: format.dateTime(proposedAt) };
  return <p>{t('brake.proposed', { ...by, reason: reason ?? t('erasures.reasonGone') })}</p>;
}
