import { useTranslation } from 'react-i18next';
import { ActForm } from '../../ui/act-form.js';
import { LongText } from '../../ui/long-text.js';
import { useForm } from '../../ui/use-form.js';
import type { CopyAct } from './copy-acts.js';
import { useCopyChange } from './use-copy-change.js';

interface EndFormProps {
  readonly id: string;
  readonly act: Exclude<CopyAct, 'approve'>;
  readonly onDone: (act: CopyAct) => void;
  readonly onCancel: () => void;
}

/** Refuses what was asked for, or gives a copy up before its day. */
export function EndForm({ id, act, onDone, onCancel }: EndFormProps) {
  const { t } = useTranslation();
  const change = useCopyChange(id, onDone);
  const form = useForm({ reason: '' }, { required: act === 'refuse' ? ['reason'] : [], keptAs: `${act} ${id}` });
  return (
    <ActForm
      text={t(`copies.what.${act}`)}
      logged={t(`copies.logged.${act}`)}
      button={t(`copies.send.${act}`)}
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
