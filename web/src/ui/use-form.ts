import { useState, type SubmitEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useKeptState } from './use-kept-state.js';

type Values = Readonly<Record<string, string>>;

interface FormRules<V extends Values> {
  readonly required: readonly (keyof V & string)[];
  /** What else is wrong with the values: a sentence for each field that it is wrong with. */
  readonly check?: (values: V) => Partial<Record<keyof V & string, string>>;
  /**
   * What the form is about, such as an act and an id: what was typed when the session ended comes back to that alone. A form that says
   * nothing keeps nothing.
   */
  readonly keptAs?: string;
}

/** The text fields of a form, checked when it is sent: the first faulty one gets the focus, all of them say what is wrong. */
export function useForm<V extends Values>(initial: V, { required, check, keptAs }: FormRules<V>) {
  const { t } = useTranslation();
  const [values, setValues] = useKeptState(keptAs, initial);
  const [faults, setFaults] = useState<Partial<Record<string, string>>>({});

  function set(name: keyof V & string, value: string): void {
    setValues(before => ({ ...before, [name]: value }));
    setFaults(before => ({ ...before, [name]: '' }));
  }

  function faultsNow(): Partial<Record<string, string>> {
    const empty = required
      .filter(name => values[name]?.trim() === '')
      .map((name): [string, string] => [name, t('form.required')]);
    return { ...check?.(values), ...Object.fromEntries(empty) };
  }

  return {
    values,
    set,
    reset: (to: V) => {
      setValues(to);
      setFaults({});
    },
    faultOf: (name: keyof V & string) => faults[name],
    /** Properties of a suomifi text field. */
    field: (name: keyof V & string) => ({
      name,
      value: values[name] ?? '',
      required: required.includes(name),
      status: faults[name] ? ('error' as const) : ('default' as const),
      statusText: faults[name] ?? '',
      fullWidth: true,
      onChange: (value: string | number | undefined) => {
        set(name, String(value ?? ''));
      },
    }),
    onSubmit: (send: (values: V) => void) => (event: SubmitEvent<HTMLFormElement>) => {
      event.preventDefault();
      const found = faultsNow();
      setFaults(found);
      const first = Object.keys(values).find(name => found[name]); // in the order of the form
      if (first === undefined) send(values);
      else focusOn(event.currentTarget, first);
    },
  };
}

function focusOn(form: HTMLFormElement, name: string): void {
  const named = form.elements.namedItem(name);
  const control = named instanceof RadioNodeList ? named[0] : named;
  if (control instanceof HTMLElement) control.focus();
}
