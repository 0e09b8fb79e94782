import { useTranslation } from 'react-i18next';
import { RadioButton, RadioButtonGroup } from 'suomifi-ui-components';
import { Choice, type Option } from './choice.js';
import { DayField } from './day-field.js';
import { isDay } from './format/helsinki.js';
import { LongText } from './long-text.js';
import type { useForm } from './use-form.js';

type Texts = Readonly<Record<string, string>>;

interface FieldOf<V extends Texts> {
  readonly form: ReturnType<typeof useForm<V>>;
  readonly name: keyof V & string;
  readonly label: string;
}

interface WithOptions<V extends Texts> extends FieldOf<V> {
  readonly options: readonly (Option & { readonly hint?: string })[];
}

/** One of a few, all of them in sight. */
export function RadiosOf<V extends Texts>({ form, name, label, options }: WithOptions<V>) {
  return (
    <RadioButtonGroup
      name={name}
      labelText={label}
      value={form.values[name] ?? ''}
      onChange={value => {
        form.set(name, value);
      }}
    >
      {options.map(option => (
        <RadioButton
          key={option.value}
          value={option.value}
          {...(option.hint === undefined ? {} : { hintText: option.hint })}
        >
          {option.label}
        </RadioButton>
      ))}
    </RadioButtonGroup>
  );
}

/** One of many, in a list that opens. */
export function ChoiceOf<V extends Texts>({ form, name, label, options }: WithOptions<V>) {
  return (
    <Choice
      label={label}
      value={form.values[name] ?? ''}
      options={options}
      onChange={value => {
        form.set(name, value);
      }}
    />
  );
}

/** A day that cannot be left out; {@link useDayCheck} says what is none. */
export function DayOf<V extends Texts>({ form, name, label }: FieldOf<V>) {
  return (
    <DayField
      label={label}
      name={name}
      required
      value={form.values[name] ?? ''}
      problem={form.faultOf(name)}
      onChange={value => {
        form.set(name, value);
      }}
    />
  );
}

/** What somebody writes into a case: sealed with it, and never in the log. */
export function SealedText<V extends Texts>({
  form,
  name,
  label,
  hint,
  most = 4000,
}: Omit<FieldOf<V>, 'label'> & { readonly label?: string; readonly hint?: string; readonly most?: number }) {
  const { t } = useTranslation();
  return (
    <LongText
      labelText={label ?? t('fields.reason')}
      hintText={hint ?? t('rights.sealedHint')}
      maxLength={most}
      {...form.field(name)}
    />
  );
}

/** Says which of the named fields of a form hold no day. */
export function useDayCheck<Name extends string>(...names: readonly Name[]) {
  const { t } = useTranslation();
  return (values: Readonly<Record<Name, string>>): Partial<Record<Name, string>> =>
    Object.fromEntries(names.filter(name => !isDay(values[name])).map(name => [name, t('form.day')])) as Partial<
      Record<Name, string> // of the very names
    >;
}
