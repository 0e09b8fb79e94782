import { useState, type SubmitEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Checkbox, RadioButton, RadioButtonGroup, TextInput } from 'suomifi-ui-components';
import type { Purpose } from '../../api/types.js';
import { ActForm } from '../../ui/act-form.js';
import { Dialog } from '../../ui/dialog.js';
import { useKeptState } from '../../ui/use-kept-state.js';
import { needsReference, type StatedPurpose } from './purpose-rules.js';

interface PurposeDialogProps {
  readonly title: string;
  /** Says exactly what the access log will hold. */
  readonly logged: string;
  readonly button: string;
  readonly purposes: readonly Purpose[];
  /** What was stated before on this page. */
  readonly before: StatedPurpose | null;
  /** Offers to keep it chosen for the next calls. */
  readonly keeps?: boolean;
  readonly isPending: boolean;
  readonly error: unknown;
  readonly onState: (stated: StatedPurpose, isKept: boolean) => void;
  readonly onClose: () => void;
}

/** Asks for the purpose of a use, in the words of the register, and for the reference of its ticket or case. */
export function PurposeDialog(props: PurposeDialogProps) {
  const { t } = useTranslation();
  const { purposes, before, onState } = props;
  const only = purposes.length === 1 ? purposes[0] : undefined;
  const [purpose, setPurpose] = useState<Purpose | null>(before?.purpose ?? only ?? null);
  const [reference, setReference] = useKeptState('reference', before?.reference ?? '');
  const [isKept, setKept] = useState(false);
  const [sent, setSent] = useState(false);
  const asksReference = purpose !== null && needsReference(purpose);
  const lacksReference = asksReference && reference.trim() === '';

  function send(event: SubmitEvent<HTMLFormElement>): void {
    event.preventDefault();
    setSent(true);
    if (purpose === null) event.currentTarget.querySelector('input')?.focus();
    else if (lacksReference) event.currentTarget.querySelector<HTMLInputElement>('input[name=reference]')?.focus();
    else onState({ purpose, ...(asksReference ? { reference: reference.trim() } : {}) }, isKept);
  }

  return (
    <Dialog title={props.title} onClose={props.onClose}>
      <ActForm
        logged={props.logged}
        button={props.button}
        isPending={props.isPending}
        error={props.error}
        onSubmit={send}
        onCancel={props.onClose}
      >
        <PurposeChoice purposes={purposes} value={purpose} missing={sent && purpose === null} onChange={setPurpose} />
        {purpose !== null && needsReference(purpose) ? (
          <TextInput
            name="reference"
            labelText={t(`references.${purpose}`)}
            hintText={t('purposeDialog.referenceHint')}
            required
            fullWidth
            value={reference}
            status={sent && lacksReference ? 'error' : 'default'}
            statusText={sent && lacksReference ? t('problems.reference-missing') : ''}
            onChange={value => {
              setReference(String(value ?? ''));
            }}
          />
        ) : null}
        {props.keeps ? (
          <Checkbox
            checked={isKept}
            hintText={t('purposeDialog.keepHint')}
            onClick={({ checkboxState }) => {
              setKept(checkboxState);
            }}
          >
            {t('purposeDialog.keep')}
          </Checkbox>
        ) : null}
      </ActForm>
    </Dialog>
  );
}

interface PurposeChoiceProps {
  readonly purposes: readonly Purpose[];
  readonly value: Purpose | null;
  readonly missing: boolean;
  readonly onChange: (purpose: Purpose) => void;
}

function PurposeChoice({ purposes, value, missing, onChange }: PurposeChoiceProps) {
  const { t } = useTranslation();
  return (
    <RadioButtonGroup
      name="purpose"
      labelText={t('purposeDialog.purpose')}
      value={value ?? ''}
      {...(missing ? { groupStatus: 'error', groupStatusText: t('purposeDialog.choose') } : {})}
      onChange={chosen => {
        const purpose = purposes.find(one => one === chosen);
        if (purpose) onChange(purpose);
      }}
    >
      {purposes.map(purpose => (
        <RadioButton key={purpose} value={purpose} hintText={t(`purposes.${purpose}.explanation`)}>
          {t(`purposes.${purpose}.name`)}
        </RadioButton>
      ))}
    </RadioButtonGroup>
  );
}
