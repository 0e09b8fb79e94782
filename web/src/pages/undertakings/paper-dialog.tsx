import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type SubmitEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { TextInput } from 'suomifi-ui-components';
import { ActForm } from '../../ui/act-form.js';
import { LANGUAGES, type Language } from '../../app/languages.js';
import { answer, api } from '../../api/client.js';
import type { MissingPerson, PaperSignature } from '../../api/types.js';
import { Choice } from '../../ui/choice.js';
import { DayField } from '../../ui/day-field.js';
import { Dialog } from '../../ui/dialog.js';
import { dayOf, isDay } from '../../ui/format/helsinki.js';
import { Logged } from '../../ui/logged.js';
import { UNDERTAKINGS_KEY } from './undertakings-key.js';

interface PaperDialogProps {
  readonly version: string;
  readonly person: MissingPerson;
  readonly onClose: () => void;
}

/** Brings in a signature that somebody gave on paper, with where the paper is kept. */
export function PaperDialog({ version, person, onClose }: PaperDialogProps) {
  const { t } = useTranslation();
  const [signedOn, setSignedOn] = useState(dayOf(new Date()));
  const [evidence, setEvidence] = useState('');
  const [language, setLanguage] = useState<Language>('fi');
  const [sent, setSent] = useState(false);
  const bringIn = useImport(version, onClose);
  const lacksEvidence = sent && evidence.trim() === '';

  function send(event: SubmitEvent<HTMLFormElement>): void {
    event.preventDefault();
    setSent(true);
    if (evidence.trim() === '') event.currentTarget.querySelector<HTMLElement>('[name="evidence"]')?.focus();
    else if (isDay(signedOn)) bringIn.mutate({ staffId: person.staffId, signedOn, evidence, language });
  }

  return (
    <Dialog title={t('undertakings.paperOne', { name: person.displayName })} onClose={onClose}>
      <ActForm
        button={t('undertakings.import')}
        isPending={bringIn.isPending}
        error={bringIn.error}
        onSubmit={send}
        onCancel={onClose}
      >
        <DayField label={t('undertakings.signedOn')} value={signedOn} required onChange={setSignedOn} />
        <Choice
          label={t('undertakings.language')}
          value={language}
          options={LANGUAGES.map(value => ({ value, label: t(`languages.${value}`) }))}
          onChange={value => {
            setLanguage(LANGUAGES.find(one => one === value) ?? language);
          }}
        />
        <TextInput
          labelText={t('undertakings.evidence')}
          hintText={t('undertakings.evidenceHint')}
          name="evidence"
          required
          fullWidth
          value={evidence}
          status={lacksEvidence ? 'error' : 'default'}
          statusText={lacksEvidence ? t('form.required') : ''}
          onChange={value => {
            setEvidence(String(value ?? ''));
          }}
        />
        <Logged act="paperImported" />
      </ActForm>
    </Dialog>
  );
}

function useImport(version: string, onDone: () => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: PaperSignature) =>
      answer(api.POST('/api/v1/undertakings/{version}/paper-signatures', { params: { path: { version } }, body })),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: UNDERTAKINGS_KEY });
      onDone();
    },
  });
}
