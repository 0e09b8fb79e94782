import { useTranslation } from 'react-i18next';
import { Button } from 'suomifi-ui-components';

interface OpenButtonProps {
  /** What is opened, in words: there is one such button in each row. */
  readonly label: string;
  readonly onOpen: () => void;
}

/** Opens one row of a table in full. */
export function OpenButton({ label, onOpen }: OpenButtonProps) {
  const { t } = useTranslation();
  return (
    <Button variant="secondaryNoBorder" className="no-print" aria-label={label} onClick={onOpen}>
      {t('log.open')}
    </Button>
  );
}
