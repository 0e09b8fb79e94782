import { useTranslation } from 'react-i18next';
import { RowButton } from './row-button.js';

interface OpenButtonProps {
  /** What is opened, in words or data: there is one such button in each row. */
  readonly about: string;
  readonly onOpen: () => void;
}

/** Opens one row of a table in full. */
export function OpenButton({ about, onOpen }: OpenButtonProps) {
  const { t } = useTranslation();
  return <RowButton act={t('log.open')} about={about} onClick={onOpen} />;
}
