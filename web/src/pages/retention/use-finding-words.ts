import { useTranslation } from 'react-i18next';
import type fi from '../../locales/fi.json';

type KindKey = `reconciliations.kinds.${keyof typeof fi.reconciliations.kinds}`;
type UnitKey = `unitKinds.${keyof typeof fi.unitKinds}`;

/** The words for what a reconciliation says in codes; a code without words is shown as it is. */
export function useFindingWords() {
  const { t, i18n } = useTranslation();
  const known = (key: string) => i18n.exists(key); // before each `as`
  return {
    kind: (code: string): string =>
      known(`reconciliations.kinds.${code}`) ? t(`reconciliations.kinds.${code}` as KindKey) : code,
    unit: (code: string): string => (known(`unitKinds.${code}`) ? t(`unitKinds.${code}` as UnitKey) : code),
  };
}
