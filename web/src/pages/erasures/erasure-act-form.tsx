import { useTranslation } from 'react-i18next';
import { Button, InlineAlert } from 'suomifi-ui-components';
import type { Erasure } from '../../api/types.js';
import { LongText } from '../../ui/long-text.js';
import { ProblemNotice } from '../../ui/problem-notice.js';
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
    <form
      className="form"
      noValidate
      onSubmit={form.onSubmit(({ reason }) => {
        change.mutate(act === 'refuse' ? { act, reason: reason.trim() } : { act });
      })}
    >
      {act === 'confirm' ? (
        <InlineAlert status="warning">{t('erasures.what.confirm')}</InlineAlert>
      ) : (
        <p>{t(`erasures.what.${act}`)}</p>
      )}
      {act === 'refuse' ? (
        <LongText
          labelText={t('fields.reason')}
          hintText={t('holds.textHint')}
          maxLength={1000}
          {...form.field('reason')}
        />
      ) : null}
      <InlineAlert>{t(`erasures.logged.${act}`)}</InlineAlert>
      <ProblemNotice error={change.error} />
      <div className="form__buttons">
        <Button type="submit" disabled={change.isPending}>
          {t(`erasures.send.${act}`)}
        </Button>
        <Button variant="secondary" onClick={onCancel}>
          {t('common.cancel')}
        </Button>
      </div>
    </form>
  );
}
