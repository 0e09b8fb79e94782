import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from 'suomifi-ui-components';

interface CopyableTextProps {
  readonly text: string;
  readonly button: string;
}

/** A text that must stay as it is to the character, with a button that copies it. */
export function CopyableText({ text, button }: CopyableTextProps) {
  const { t } = useTranslation();
  const [copied, setCopied] = useState<boolean | null>(null);

  async function copy(): Promise<void> {
    try {
      await navigator.clipboard.writeText(text); // absent on an insecure origin
      setCopied(true);
    } catch {
      setCopied(false);
    }
  }

  return (
    <>
      <pre className="exact-text">{text}</pre>
      <div className="exact-text__foot no-print">
        <Button variant="secondary" onClick={() => void copy()}>
          {button}
        </Button>
        <span role="status">
          {copied === true ? t('logState.copied') : null}
          {copied === false ? t('logState.notCopied') : null}
        </span>
      </div>
    </>
  );
}
