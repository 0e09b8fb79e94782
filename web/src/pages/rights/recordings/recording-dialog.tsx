import { useTranslation } from 'react-i18next';
import type { CaseRecording } from '../../../api/types.js';
import { DialogActs } from '../../../ui/dialog-acts.js';
import { Dialog } from '../../../ui/dialog.js';
import { useFormat } from '../../../ui/format/use-format.js';
import { AssessForm } from './assess-form.js';
import { ConfirmForm } from '../confirm-form.js';
import { RecordingFacts } from './recording-facts.js';
import { sendAssessmentConfirmation } from './recording-calls.js';
import { RecordingTriageForm } from './recording-triage-form.js';
import { useCase } from '../case-in-view.js';

type Act = CaseRecording['permitted'][number];

interface RecordingDialogProps {
  readonly recording: CaseRecording;
  readonly onDone: (act: Act) => void;
  readonly onClose: () => void;
}

/** A recording of a case, and what may be done about it there. */
export function RecordingDialog({ recording, onDone, onClose }: RecordingDialogProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const when = recording.call === null ? format.day(recording.callOn) : format.dateTime(recording.call.startedAt);
  const nameOf = (act: Act) => t(`rights.recordings.acts.${act}`);
  return (
    <Dialog title={t('recording.title', { when })} onClose={onClose}>
      <RecordingFacts recording={recording} onLeave={onClose} />
      <DialogActs nameOf={nameOf} acts={recording.permitted} main={recording.permitted[0]} onClose={onClose}>
        {act => (
          <ChosenAct
            act={act}
            recording={recording}
            onDone={() => {
              onDone(act);
            }}
            onCancel={onClose}
          />
        )}
      </DialogActs>
    </Dialog>
  );
}

/** What each form of an act on a recording of a case has. */
export interface RecordingForm {
  readonly recording: CaseRecording;
  readonly onDone: () => void;
  readonly onCancel: () => void;
}

function ChosenAct({ act, ...form }: RecordingForm & { readonly act: Act }) {
  const { rightsCase } = useCase();
  switch (act) {
    case 'triage':
      return <RecordingTriageForm {...form} />;
    case 'assess':
      return <AssessForm {...form} />;
    case 'confirm':
      return (
        <ConfirmForm
          caseId={rightsCase.id}
          send={sendBack => sendAssessmentConfirmation(rightsCase.id, form.recording, sendBack)}
          onDone={form.onDone}
          onCancel={form.onCancel}
        />
      );
  }
}
