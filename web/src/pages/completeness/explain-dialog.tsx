import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Textarea } from 'suomifi-ui-components';
import { ActForm } from '../../ui/act-form.js';
import { answer, api } from '../../api/client.js';
import type { NewExplanation } from '../../api/types.js';
import { Choice } from '../../ui/choice.js';
import { Dialog } from '../../ui/dialog.js';
import { EXPLANATIONS } from './explanations.js';

/** What is missing: a call by the id of its source, or a number. */
export type Missing = Pick<NewExplanation, 'source' | 'externalId' | 'sequence'>;

interface ExplainDialogProps {
  readonly missing: Missing;
  readonly onDone: () => void;
  readonly onClose: () => void;
}

/** Says why something that should have come does not. */
export function ExplainDialog({ missing, onDone, onClose }: ExplainDialogProps) {
  const { t } = useTranslation();
  const explain = useExplain(onDone);
  const [reason, setReason] = useState<NewExplanation['reason']>('source-fault');
  const [text, setText] = useState('');
  const name = missing.externalId ?? missing.sequence;
  return (
    <Dialog title={t('completeness.explainOne', { source: missing.source, name })} onClose={onClose}>
      <ActForm
        text={t('completeness.explainText')}
        logged={t('completeness.logged')}
        button={t('completeness.explain')}
        isPending={explain.isPending}
        error={explain.error}
        onSubmit={event => {
          event.preventDefault();
          explain.mutate({ ...missing, reason, ...(text.trim() === '' ? {} : { text }) });
        }}
        onCancel={onClose}
      >
        <Choice
          label={t('completeness.why')}
          value={reason}
          options={EXPLANATIONS.map(value => ({ value, label: t(`completeness.reasons.${value}`) }))}
          onChange={value => {
            setReason(EXPLANATIONS.find(one => one === value) ?? 'other');
          }}
        />
        <Textarea
          labelText={t('completeness.more')}
          optionalText={t('form.optional')}
          hintText={t('completeness.moreHint')}
          maxLength={1000}
          value={text}
          fullWidth
          onChange={event => {
            setText(event.target.value);
          }}
        />
      </ActForm>
    </Dialog>
  );
}

function useExplain(onDone: () => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: NewExplanation) => answer(api.POST('/api/v1/arrivals/explanations', { body })),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['completeness'] });
      onDone();
    },
    gcTime: 0,
  });
}
