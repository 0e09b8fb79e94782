import { useTranslation } from 'react-i18next';
import { Button } from 'suomifi-ui-components';
import { Panel } from '../../ui/panel.js';
import { useCopy } from '../../ui/use-copy.js';
import { useFocusAfter } from '../../ui/use-focus-after.js';

interface ShownTokenProps {
  readonly name: string;
  readonly token: string;
}

/** A token that was made just now. It is nowhere else, and gone with this page. */
export function ShownToken({ name, token }: ShownTokenProps) {
  const { t } = useTranslation();
  const { outcome, copy } = useCopy(token);
  const heading = useFocusAfter<HTMLHeadingElement>(1);
  return (
    <div className="shown-token">
      <Panel title={t('machines.tokenTitle', { name })} headingRef={heading}>
        <p>{t('machines.tokenText')}</p>
        <code>{token}</code>
        <Button variant="secondary" onClick={() => void copy()}>
          {t('machines.copy')}
        </Button>
        <span role="status">
          {outcome === 'copied' ? t('machines.copied') : null}
          {outcome === 'not-copied' ? t('machines.notCopied') : null}
        </span>
      </Panel>
    </div>
  );
}
