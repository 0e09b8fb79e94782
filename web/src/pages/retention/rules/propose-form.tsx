import { useTranslation } from 'react-i18next';
import { RadioButton, RadioButtonGroup, TextInput } from 'suomifi-ui-components';
import { ActForm } from '../../../ui/act-form.js';
import type { NewRule } from '../../../api/types.js';
import { DayField } from '../../../ui/day-field.js';
import { dayOf } from '../../../ui/format/helsinki.js';
import { LongText } from '../../../ui/long-text.js';
import { useForm } from '../../../ui/use-form.js';
import { EMPTY_RULE, faultsOf, MOST_DAYS, MOST_MONTHS, newRuleOf, type RuleDraft } from './rule-draft.js';

interface ProposeFormProps {
  readonly isPending: boolean;
  readonly error: unknown;
  readonly onSend: (rule: NewRule) => void;
  readonly onCancel: () => void;
}

/** How long calls are to be kept, by which clause, from when on, and which calls it is for. */
export function ProposeForm({ isPending, error, onSend, onCancel }: ProposeFormProps) {
  const { t } = useTranslation();
  const form = useRuleForm();
  return (
    <ActForm
      logged={t('rules.logged.propose')}
      button={t('rules.send')}
      isPending={isPending}
      error={error}
      onSubmit={form.onSubmit(draft => {
        onSend(newRuleOf(draft));
      })}
      onCancel={onCancel}
    >
      <OneOf form={form} name="kind" options={['days', 'earlier-of']} />
      <TextInput labelText={t('rules.days')} inputMode="numeric" autoComplete="off" {...form.field('days')} />
      {form.values.kind === 'earlier-of' ? (
        <TextInput labelText={t('rules.months')} inputMode="numeric" autoComplete="off" {...form.field('months')} />
      ) : null}
      <TextInput labelText={t('rules.clause')} hintText={t('rules.clauseHint')} {...form.field('clause')} />
      <OneOf form={form} name="appliesToEarlier" options={['no', 'yes']} />
      <DayField
        label={t('rules.inForceFrom')}
        name="inForceFrom"
        required
        value={form.values.inForceFrom}
        problem={form.faultOf('inForceFrom')}
        onChange={value => {
          form.set('inForceFrom', value);
        }}
      />
      <LongText labelText={t('fields.reason')} maxLength={1000} {...form.field('reason')} />
      <p>{t('rules.what')}</p>
    </ActForm>
  );
}

type RuleForm = ReturnType<typeof useRuleForm>;

function useRuleForm() {
  const { t } = useTranslation();
  const numbers = { days: MOST_DAYS, months: MOST_MONTHS };
  return useForm<RuleTexts>(
    { ...EMPTY_RULE },
    {
      required: ['kind', 'days', 'clause', 'inForceFrom', 'appliesToEarlier', 'reason'],
      check: draft =>
        Object.fromEntries(
          Object.entries(faultsOf(draft, dayOf(new Date()))).map(([name, fault]) => [
            name,
            t(`rules.faults.${fault}`, numbers),
          ]),
        ),
    },
  );
}

/** The draft as forms want it: with an index. */
type RuleTexts = { readonly [Name in keyof RuleDraft]: string };

interface OneOfProps {
  readonly form: RuleForm;
  readonly name: 'kind' | 'appliesToEarlier';
  readonly options: readonly ('days' | 'earlier-of' | 'no' | 'yes')[];
}

function OneOf({ form, name, options }: OneOfProps) {
  const { t } = useTranslation();
  return (
    <RadioButtonGroup
      name={name}
      labelText={t(`rules.questions.${name}`)}
      value={form.values[name]}
      {...(form.faultOf(name) ? { groupStatus: 'error', groupStatusText: t('rules.chooseOne') } : {})}
      onChange={chosen => {
        form.set(name, chosen);
      }}
    >
      {options.map(option => (
        <RadioButton key={option} value={option} hintText={t(`rules.answerHints.${option}`)}>
          {t(`rules.answers.${option}`)}
        </RadioButton>
      ))}
    </RadioButtonGroup>
  );
}
