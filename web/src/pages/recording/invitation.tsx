import { useTranslation } from 'react-i18next';
import { Button } from 'suomifi-ui-components';
import type { RecordingDetails } from '../../api/types.js';
import { useFormat } from '../../ui/format/use-format.js';
import { ProblemNotice } from '../../ui/problem-notice.js';
import { usePurposeMemory, type KeptPurpose } from './kept-purpose.js';
import { usePurposeWords } from './use-purpose-words.js';

interface InvitationProps {
  readonly recording: RecordingDetails;
  /** Whether there was a playback before. */
  readonly again: boolean;
  readonly isPending: boolean;
  /** What went wrong with the purpose that stays chosen. */
  readonly error: unknown;
  /** With the purpose that stays chosen, or to state one. */
  readonly onStart: (kept: KeptPurpose | null) => void;
}

/** Before a playback: what will be asked and recorded, or why there is none. */
export function Invitation({ recording, again, isPending, error, onStart }: InvitationProps) {
  const { t } = useTranslation();
  const { kept } = usePurposeMemory();
  if (!recording.permitted.includes('play')) {
    return <p>{recording.restricted ? t('problems.restricted') : t('listening.notPermitted')}</p>;
  }
  const usable = kept && recording.permittedPurposes.includes(kept.purpose) ? kept : null;
  return (
    <>
      <p>{t(usable ? 'listening.invitationKept' : 'listening.invitation')}</p>
      {usable ? <Kept kept={usable} /> : null}
      <ProblemNotice error={error} />
      <div className="form__buttons">
        <Button
          disabled={isPending}
          onClick={() => {
            onStart(usable);
          }}
        >
          {again ? t('listening.again') : t('listening.listen')}
        </Button>
        {usable ? (
          <Button
            variant="secondary"
            onClick={() => {
              onStart(null);
            }}
          >
            {t('listening.otherPurpose')}
          </Button>
        ) : null}
      </div>
    </>
  );
}

function Kept({ kept }: { readonly kept: KeptPurpose }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { drop } = usePurposeMemory();
  const purpose = usePurposeWords()(kept);
  return (
    <p className="listening__kept">
      {t('listening.kept', { purpose, time: format.time(kept.until.toISOString()) })}{' '}
      <Button variant="secondaryNoBorder" onClick={drop}>
        {t('listening.dropKept')}
      </Button>
    </p>
  );
}
