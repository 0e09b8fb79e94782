import { Dropdown, DropdownItem } from 'suomifi-ui-components';

export interface Option {
  readonly value: string;
  readonly label: string;
}

interface ChoiceProps {
  readonly label: string;
  readonly options: readonly Option[];
  readonly value: string;
  readonly onChange: (value: string) => void;
}

/** One of a few. Its list is not sent elsewhere in the page: over a modal dialog nothing else can be reached. */
export function Choice({ label, options, value, onChange }: ChoiceProps) {
  return (
    <Dropdown fullWidth portal={false} labelText={label} value={value} onChange={onChange}>
      {options.map(option => (
        <DropdownItem key={option.value} value={option.value}>
          {option.label}
        </DropdownItem>
      ))}
    </Dropdown>
  );
}
