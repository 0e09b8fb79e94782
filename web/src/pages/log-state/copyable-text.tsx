import { useTranslation } from 'react-i18next';
import { Button } from 'suomifi-ui-components';
import { useCopy } from '../../ui/use-copy.js';

interface CopyableTextProps {
  readonly text: string;
  readonly button: string;
}

/** A text that must stay as it is to the character, with a button that copies it. */
export function CopyableText({ text, button }: CopyableTextProps) {
  const { t } = useTranslation();
  const { outcome, copy } = useCopy(text);
  return (
    <>
      <pre className="exact-text">{text}</pre>
      <div className="exact-text__foot no-print">
        <Button variant="secondary" onClick={() => void copy()}>
          {button}
        </Button>
        <span role="status">
          {outcome === 'copied' ? t('logState.copied') : null}
          {outcome === 'not-copied' ? t('logState.notCopied') : null}
        </span>
      </div>
    </>
  );
}
