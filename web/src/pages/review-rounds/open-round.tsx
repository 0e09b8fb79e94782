import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { TextInput } from 'suomifi-ui-components';
import { ActForm } from '../../ui/act-form.js';
import { answer, api } from '../../api/client.js';
import type { NewReviewRound } from '../../api/types.js';
import { DayField } from '../../ui/day-field.js';
import { Panel } from '../../ui/panel.js';
import { useFocusAtFirst } from '../../ui/use-focus-at-first.js';
import { useSending } from '../../ui/use-sending.js';
import { dayOf } from '../../ui/format/helsinki.js';
import { TASKS_KEY } from '../tasks/use-tasks.js';
import { draftFor, faultsOf, newRoundOf, type RoundFaults } from './new-round.js';

/** Opens a review round: from then on its sample cannot be chosen by anybody. */
export function OpenRound({ onCancel }: { readonly onCancel: () => void }) {
  const { t } = useTranslation();
  const today = dayOf(new Date());
  const [draft, setDraft] = useState(() => draftFor(today));
  const open = useOpenRound();
  const heading = useFocusAtFirst<HTMLHeadingElement>();
  const { tried, onSubmit } = useSending(
    () => Object.keys(faultsOf(draft, today)),
    () => {
      open.mutate(newRoundOf(draft));
    },
  );
  const faults: RoundFaults = tried ? faultsOf(draft, today) : {};
  const change = (name: keyof typeof draft) => (value: string | number | undefined) => {
    setDraft(before => ({ ...before, [name]: String(value ?? '') }));
  };
  const said = (name: keyof RoundFaults) => {
    const fault = faults[name];
    return fault === undefined ? undefined : t(`rounds.faults.${fault}`);
  };

  return (
    <Panel title={t('rounds.open')} tone="highlight" headingRef={heading}>
      <ActForm
        text={t('rounds.openText')}
        button={open.isPending ? t('rounds.drawing') : t('rounds.openAndDraw')}
        isPending={open.isPending}
        error={open.error}
        onSubmit={onSubmit}
        onCancel={onCancel}
      >
        <div className="form__row">
          <DayField
            label={t('rounds.fromOn')}
            name="fromOn"
            value={draft.fromOn}
            problem={said('fromOn')}
            onChange={change('fromOn')}
          />
          <DayField
            label={t('rounds.toOn')}
            name="toOn"
            value={draft.toOn}
            problem={said('toOn')}
            onChange={change('toOn')}
          />
        </div>
        <TextInput
          labelText={t('rounds.sampleSize')}
          hintText={t('rounds.sampleSizeHint')}
          name="sampleSize"
          inputMode="numeric"
          fullWidth
          value={draft.sampleSize}
          status={faults.sampleSize ? 'error' : 'default'}
          statusText={said('sampleSize') ?? ''}
          onChange={change('sampleSize')}
        />
      </ActForm>
    </Panel>
  );
}

function useOpenRound() {
  const client = useQueryClient();
  const navigate = useNavigate();
  return useMutation({
    mutationFn: (body: NewReviewRound) => answer(api.POST('/api/v1/audit/review-rounds', { body })),
    onSuccess: async ({ id }) => {
      await client.invalidateQueries({ queryKey: ['review-rounds'], refetchType: 'none' });
      await client.invalidateQueries({ queryKey: TASKS_KEY });
      await navigate(`/review-rounds/${id}`);
    },
  });
}
