import { useTranslation } from 'react-i18next';
import { Button } from 'suomifi-ui-components';
import { useCopy } from './use-copy.js';

/** Copies a link. */
export function CopyButton({ text }: { readonly text: string }) {
  const { t } = useTranslation();
  const { outcome, copy } = useCopy(text);
  return (
    <>
      <Button variant="secondary" onClick={() => void copy()}>
        {t('common.copy')}
      </Button>
      <span role="status">
        {outcome === 'copied' ? t('common.copied') : null}
        {outcome === 'not-copied' ? t('common.not-copied') : null}
      </span>
    </>
  );
}
