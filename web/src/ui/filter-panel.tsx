import { useState, type SubmitEvent, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from 'suomifi-ui-components';
import './filter-panel.css';

interface FilterPanelProps {
  /** What the filters are for. */
  readonly label: string;
  /** Whether any filter is set: then the panel is open on a narrow screen too. */
  readonly isSet: boolean;
  readonly onApply: () => void;
  readonly onClear: () => void;
  readonly children: ReactNode;
}

/** A form of filters above a list, which the browser holds back while a field says that it is not valid. On a narrow screen it stays folded until it is asked for. */
export function FilterPanel({ label, isSet, onApply, onClear, children }: FilterPanelProps) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(isSet);
  const apply = (event: SubmitEvent) => {
    event.preventDefault();
    onApply();
  };

  return (
    <div className={open ? 'filter-panel no-print' : 'filter-panel filter-panel--folded no-print'}>
      <Button
        className="filter-panel__toggle"
        variant="secondary"
        aria-expanded={open}
        onClick={() => {
          setOpen(!open);
        }}
      >
        {label}
      </Button>
      <form className="filters" role="search" aria-label={label} onSubmit={apply}>
        {children}
        <div className="form__buttons">
          <Button type="submit">{t('filters.apply')}</Button>
          <Button variant="secondaryNoBorder" onClick={onClear}>
            {t('filters.clear')}
          </Button>
        </div>
      </form>
    </div>
  );
}
