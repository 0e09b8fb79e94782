import { lazy, Suspense } from 'react';
import { TextInput } from 'suomifi-ui-components';

/** After what the page itself asks for; Safari tells of no idle moment. */
const DayInput = lazy(async () => {
  await new Promise(resolve => ('requestIdleCallback' in window ? requestIdleCallback(resolve) : setTimeout(resolve)));
  return { default: (await import('./day-input.js')).DayInput };
});

export interface DayFieldProps {
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
export function DayField(props: DayFieldProps) {
  return (
    <Suspense fallback={<TextInput labelText={props.label} disabled fullWidth />}>
      <DayInput {...props} />
    </Suspense>
  );
}
