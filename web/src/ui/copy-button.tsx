import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from 'suomifi-ui-components';

/** Copies a text; without the right to do so it says that it must be copied by hand. */
export function CopyButton({ text }: { readonly text: string }) {
  const { t } = useTranslation();
  const [outcome, setOutcome] = useState<'copied' | 'not-copied' | null>(null);

  async function copy(): Promise<void> {
    try {
      await navigator.clipboard.writeText(text); // absent on an insecure origin
      setOutcome('copied');
    } catch {
      setOutcome('not-copied');
    }
  }

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
