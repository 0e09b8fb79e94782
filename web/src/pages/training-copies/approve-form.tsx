import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { RadioButton, RadioButtonGroup } from 'suomifi-ui-components';
import { ActForm } from '../../ui/act-form.js';
import { LongText } from '../../ui/long-text.js';
import { useForm } from '../../ui/use-form.js';
import type { CopyAct } from './copy-acts.js';
import { MarkFields } from './mark-fields.js';
import { MARK_REASONS, markOf, NO_MARK, type CopyMark, type MarkDraft } from './marks-draft.js';
import { useCopyChange } from './use-copy-change.js';

interface ApproveFormProps {
  readonly id: string;
  readonly onDone: (act: CopyAct) => void;
  readonly onCancel: () => void;
}

/** Whoever approves has listened: marks what is to be hidden, or answers for it that nothing is. */
export function ApproveForm({ id, onDone, onCancel }: ApproveFormProps) {
  const { t } = useTranslation();
  const change = useCopyChange(id, onDone);
  const [drafts, setDrafts] = useState<readonly MarkDraft[]>([NO_MARK]);
  const [sent, setSent] = useState(false);
  const form = useForm(
    { way: '', statement: '' },
    {
      required: ['way'],
      keptAs: `approve ${id}`,
      check: ({ way, statement }) =>
        way === 'nothing' && statement.trim() === '' ? { statement: t('form.required') } : {},
    },
  );
  const { way } = form.values;
  const marks = drafts.map(draft => markOf(draft, MARK_REASONS));

  return (
    <ActForm
      text={t('copies.what.approve')}
      logged={t('copies.logged.approve')}
      button={t('copies.send.approve')}
      isPending={change.isPending}
      error={change.error}
      onSubmit={form.onSubmit(({ statement }) => {
        setSent(true);
        if (way === 'nothing') change.mutate({ act: 'approve', approval: nothingToHide(statement) });
        else if (marks.every(isMark)) change.mutate({ act: 'approve', approval: hiding(marks.filter(isMark)) });
      })}
      onCancel={onCancel}
    >
      <RadioButtonGroup
        name="way"
        labelText={t('copies.way')}
        value={way}
        {...(form.faultOf('way') ? { groupStatus: 'error', groupStatusText: t('form.required') } : {})}
        onChange={chosen => {
          form.set('way', chosen);
        }}
      >
        <RadioButton value="marks" hintText={t('copies.ways.marksHint')}>
          {t('copies.ways.marks')}
        </RadioButton>
        <RadioButton value="nothing" hintText={t('copies.ways.nothingHint')}>
          {t('copies.ways.nothing')}
        </RadioButton>
      </RadioButtonGroup>
      {way === 'marks' ? <MarkFields drafts={drafts} checked={sent} onChange={setDrafts} /> : null}
      {way === 'nothing' ? (
        <LongText
          labelText={t('copies.statement')}
          hintText={t('holds.textHint')}
          maxLength={1000}
          {...form.field('statement')}
        />
      ) : null}
    </ActForm>
  );
}

function nothingToHide(statement: string) {
  return { nothingToRedact: true, statement: statement.trim(), method: 'silence' as const };
}

function hiding(marks: CopyMark[]) {
  return { nothingToRedact: false, marks, method: 'silence' as const };
}

function isMark(mark: CopyMark | null): mark is CopyMark {
  return mark !== null;
}
