import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { DateInput } from 'suomifi-ui-components';
import type { DayFieldProps } from './day-field.js';
import { isDay } from './format/helsinki.js';
import { typedDay, writtenDay } from './format/typed-day.js';
import { useLanguage } from './format/use-format.js';

/** The field of `DayField`: its calendar is a large part of the client, and comes when a page has a date. */
export function DayInput({ label, value, onChange, name, required = false, problem }: DayFieldProps) {
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
