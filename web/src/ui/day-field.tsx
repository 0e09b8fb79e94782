import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { DateInput } from 'suomifi-ui-components';
import { isDay } from './format/helsinki.js';
import { typedDay, writtenDay } from './format/typed-day.js';
import { useLanguage } from './format/use-format.js';

interface DayFieldProps {
  readonly label: string;
  /** A day, `YYYY-MM-DD`; while it is being typed, the text as it stands. */
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly name?: string;
  readonly required?: boolean;
  /** Said instead of the general complaint about what is not a date. */
  readonly problem?: string | undefined;
}

/** A date that is typed as `d.m.yyyy` or picked from a calendar. */
export function DayField({ label, value, onChange, name, required = false, problem }: DayFieldProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const [left, setLeft] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const wrong = value === '' || isDay(value) ? '' : t('form.day');
  const said = problem ?? (left ? wrong : '');
  useEffect(() => {
    input.current?.setCustomValidity(wrong); // a form that the browser validates is not sent
  }, [wrong]);

  return (
    <DateInput
      labelText={label}
      name={name ?? label}
      required={required}
      language={language}
      datePickerEnabled
      fullWidth
      visualPlaceholder={t('form.dayFormat')}
      value={isDay(value) ? writtenDay(value) : value}
      status={said ? 'error' : 'default'}
      statusText={said}
      ref={input}
      onBlur={() => {
        setLeft(true);
      }}
      onInvalid={() => {
        setLeft(true);
      }}
      onChange={change => {
        onChange(typedDay(change.value) ?? change.value);
      }}
    />
  );
}
