import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from 'suomifi-ui-components';
import { useMe } from '../../../app/session/me.js';
import type { RightsCase } from '../../../api/types.js';
import { Dialog } from '../../../ui/dialog.js';
import { ACT_OF, nextStep } from '../next-step.js';
import { CloseForm } from './close-form.js';
import { ExtendForm } from './extend-form.js';
import { handlingActs, type HandlingAct } from './handling-acts.js';
import { MoveForm } from './move-form.js';
import { ResumeForm } from './resume-form.js';
import { StopForm } from './stop-form.js';
import { TriageForm } from './triage-form.js';

interface HandlingActsBarProps {
  readonly rightsCase: RightsCase;
  readonly say: (sentence: string) => void;
}

/** The buttons for what may be done with a case as a whole; each opens the form of its act. */
export function HandlingActsBar({ rightsCase, say }: HandlingActsBarProps) {
  const { t } = useTranslation();
  const [chosen, setChosen] = useState<HandlingAct | null>(null);
  const acts = handlingActs(rightsCase);
  const me = useMe();
  const awaited = ACT_OF[nextStep(rightsCase, me.id)];
  const nameOf = (act: HandlingAct) =>
    t(act === 'triage' && rightsCase.state !== 'received' ? 'rights.acts.triageAgain' : `rights.acts.${act}`);
  const close = () => {
    setChosen(null);
  };
  if (acts.length === 0) return null;
  return (
    <div className="form__buttons no-print">
      {acts.map(act => (
        <Button
          key={act}
          variant={act === awaited ? 'default' : 'secondary'}
          onClick={() => {
            setChosen(act);
          }}
        >
          {nameOf(act)}
        </Button>
      ))}
      {chosen === null ? null : (
        <Dialog title={nameOf(chosen)} onClose={close}>
          <ChosenAct
            act={chosen}
            rightsCase={rightsCase}
            onDone={() => {
              close();
              say(t(`rights.done.${chosen}`));
            }}
            onCancel={close}
          />
        </Dialog>
      )}
    </div>
  );
}

/** What each form of an act has. */
export interface ActFormOf {
  readonly rightsCase: RightsCase;
  readonly onDone: () => void;
  readonly onCancel: () => void;
}

function ChosenAct({ act, ...form }: ActFormOf & { readonly act: HandlingAct }) {
  switch (act) {
    case 'triage':
      return <TriageForm {...form} />;
    case 'stop':
      return <StopForm {...form} />;
    case 'resume':
      return <ResumeForm {...form} />;
    case 'extend':
      return <ExtendForm {...form} />;
    case 'move':
      return <MoveForm {...form} />;
    case 'close':
      return <CloseForm {...form} />;
  }
}
