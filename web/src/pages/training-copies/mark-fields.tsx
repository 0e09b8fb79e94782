import { useTranslation } from 'react-i18next';
import { Button, TextInput } from 'suomifi-ui-components';
import { Choice } from '../../ui/choice.js';
import { MARK_REASONS, markOf, NO_MARK, type MarkDraft } from './marks-draft.js';

interface MarkFieldsProps {
  readonly drafts: readonly MarkDraft[];
  /** Whether faults are said: once it was sent. */
  readonly checked: boolean;
  readonly onChange: (drafts: readonly MarkDraft[]) => void;
}

/** The stretches to hide, each from a time to a time, with its reason. */
export function MarkFields({ drafts, checked, onChange }: MarkFieldsProps) {
  const { t } = useTranslation();
  const change = (at: number, draft: Partial<MarkDraft>) => {
    onChange(drafts.map((one, place) => (place === at ? { ...one, ...draft } : one)));
  };
  return (
    <>
      {drafts.map((draft, at) => (
        <fieldset key={at} className="form">
          <legend>{t('copies.mark', { number: at + 1 })}</legend>
          {(['from', 'to'] as const).map(end => (
            <TextInput
              key={end}
              labelText={t(`copies.mark${end === 'from' ? 'From' : 'To'}`)}
              hintText={t('copies.markHint')}
              value={draft[end]}
              status={checked && !markOf(draft, MARK_REASONS) ? 'error' : 'default'}
              statusText={checked && !markOf(draft, MARK_REASONS) ? t('copies.markFault') : ''}
              onChange={value => {
                change(at, { [end]: String(value ?? '') });
              }}
            />
          ))}
          <Choice
            label={t('copies.markReason')}
            value={draft.reason}
            options={MARK_REASONS.map(value => ({ value, label: t(`rights.copies.reasons.${value}`) }))}
            onChange={reason => {
              change(at, { reason });
            }}
          />
          {drafts.length > 1 ? (
            <Button
              variant="secondaryNoBorder"
              onClick={() => {
                onChange(drafts.filter((_, place) => place !== at));
              }}
            >
              {t('copies.removeMark', { number: at + 1 })}
            </Button>
          ) : null}
        </fieldset>
      ))}
      <Button
        variant="secondary"
        onClick={() => {
          onChange([...drafts, NO_MARK]);
        }}
      >
        {t('copies.addMark')}
      </Button>
    </>
  );
}
