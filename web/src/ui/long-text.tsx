import { Textarea } from 'suomifi-ui-components';

interface LongTextProps {
  readonly labelText: string;
  readonly hintText?: string;
  readonly maxLength: number;
  readonly name: string;
  readonly value: string;
  readonly required: boolean;
  readonly status: 'default' | 'error';
  readonly statusText: string;
  readonly fullWidth: boolean;
  readonly onChange: (value: string) => void;
}

/** A text of several lines; takes the properties of `useForm().field`. */
export function LongText({ onChange, ...field }: LongTextProps) {
  return (
    <Textarea
      {...field}
      onChange={event => {
        onChange(event.target.value);
      }}
    />
  );
}
