import { useTranslation } from 'react-i18next';
import { Checkbox } from 'suomifi-ui-components';
import { CHOOSABLE_COLUMNS, type ChoosableColumn } from './column-choice.js';
import { useColumnNames } from './recording-columns.js';

interface ColumnPickerProps {
  readonly chosen: readonly ChoosableColumn[];
  readonly onChoose: (column: ChoosableColumn, isShown: boolean) => void;
}

/** Which columns the list has. */
export function ColumnPicker({ chosen, onChoose }: ColumnPickerProps) {
  const { t } = useTranslation();
  const nameOf = useColumnNames();
  return (
    <details className="column-picker no-print">
      <summary>{t('columns.title')}</summary>
      <fieldset>
        <legend className="visually-hidden">{t('columns.title')}</legend>
        {CHOOSABLE_COLUMNS.map(column => (
          <Checkbox
            key={column}
            checked={chosen.includes(column)}
            onClick={({ checkboxState }) => {
              onChoose(column, checkboxState);
            }}
          >
            {nameOf(column)}
          </Checkbox>
        ))}
      </fieldset>
    </details>
  );
}
