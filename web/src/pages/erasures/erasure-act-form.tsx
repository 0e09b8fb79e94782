import { useTranslation } from 'react-i18next';
import { ActForm } from '../../ui/act-form.js';
import type { Erasure } from '../../api/types.js';
import { LongText } from '../../ui/long-text.js';
import { useForm } from '../../ui/use-form.js';
import type { ErasureAct } from './erasure-acts.js';
import { useErasureChange } from './use-erasure-change.js';

interface ErasureActFormProps {
  readonly id: string;
  readonly act: ErasureAct;
  readonly onDone: (ended: Erasure) => void;
  readonly onCancel: () => void;
}

/** Says what an act does and what is logged; a refusal gives a reason. */
export function ErasureActForm({ id, act, onDone, onCancel }: ErasureActFormProps) {
  const { t } = useTranslation();
  const change = useErasureChange(id, onDone);
  const form = useForm({ reason: '' }, { required: act === 'refuse' ? ['reason'] : [], keptAs: `${act} ${id}` });
  return (
    <ActForm
      isGrave={act === 'confirm'}
      text={t(`erasures.what.${act}`)}
      logged={t(`erasures.logged.${act}`)}
      button={t(`erasures.send.${act}`)}
      isPending={change.isPending}
      error={change.error}
      onSubmit={form.onSubmit(({ reason }) => {
        change.mutate(act === 'refuse' ? { act, reason: reason.trim() } : { act });
      })}
      onCancel={onCancel}
    >
      {act === 'refuse' ? (
        <LongText
          labelText={t('fields.reason')}
          hintText={t('holds.textHint')}
          maxLength={1000}
          {...form.field('reason')}
        />
      ) : null}
    </ActForm>
  );
}
