import { useTranslation } from 'react-i18next';
import { Button, InlineAlert } from 'suomifi-ui-components';
import { LongText } from '../../ui/long-text.js';
import { ProblemNotice } from '../../ui/problem-notice.js';
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
    <form
      className="form"
      noValidate
      onSubmit={form.onSubmit(({ reason }) => {
        change.mutate(act === 'refuse' ? { act, reason: reason.trim() } : { act });
      })}
    >
      <p>{t(`copies.what.${act}`)}</p>
      {act === 'refuse' ? (
        <LongText
          labelText={t('fields.reason')}
          hintText={t('holds.textHint')}
          maxLength={1000}
          {...form.field('reason')}
        />
      ) : null}
      <InlineAlert>{t(`copies.logged.${act}`)}</InlineAlert>
      <ProblemNotice error={change.error} />
      <div className="form__buttons">
        <Button type="submit" disabled={change.isPending}>
          {t(`copies.send.${act}`)}
        </Button>
        <Button variant="secondary" onClick={onCancel}>
          {t('common.cancel')}
        </Button>
      </div>
    </form>
  );
}
