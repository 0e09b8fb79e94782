import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { RadioButton, RadioButtonGroup } from 'suomifi-ui-components';
import { LongText } from '../../ui/long-text.js';
import { useForm } from '../../ui/use-form.js';
import { ActForm } from '../../ui/act-form.js';
import { useCaseAct } from './use-case-act.js';

interface ConfirmFormProps {
  readonly caseId: string;
  /** Confirms with null; otherwise sends it back, and says why. */
  readonly send: (sendBack: string | null) => Promise<unknown>;
  readonly onDone: () => void;
  readonly onCancel: () => void;
}

/** The second person confirms what somebody prepared, or sends it back with a reason. */
export function ConfirmForm({ caseId, send, onDone, onCancel }: ConfirmFormProps) {
  const { t } = useTranslation();
  const [confirms, setConfirms] = useState(true);
  const confirm = useCaseAct(caseId, send, onDone);
  const form = useForm({ sendBack: '' }, { required: confirms ? [] : ['sendBack'] });
  return (
    <ActForm
      text={t('rights.confirm.text')}
      button={t(confirms ? 'rights.confirm.send' : 'rights.confirm.sendBack')}
      isPending={confirm.isPending}
      error={confirm.error}
      onSubmit={form.onSubmit(({ sendBack }) => {
        confirm.mutate(confirms ? null : sendBack.trim());
      })}
      onCancel={onCancel}
    >
      <RadioButtonGroup
        name="confirms"
        labelText={t('rights.confirm.choice')}
        value={confirms ? 'confirm' : 'sendBack'}
        onChange={chosen => {
          setConfirms(chosen === 'confirm');
        }}
      >
        <RadioButton value="confirm">{t('rights.confirm.send')}</RadioButton>
        <RadioButton value="sendBack">{t('rights.confirm.sendBack')}</RadioButton>
      </RadioButtonGroup>
      {confirms ? null : (
        <LongText
          labelText={t('rights.confirm.why')}
          hintText={t('rights.sealedHint')}
          maxLength={1000}
          {...form.field('sendBack')}
        />
      )}
    </ActForm>
  );
}
