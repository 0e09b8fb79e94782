import { useTranslation } from 'react-i18next';
import { Button, InlineAlert } from 'suomifi-ui-components';
import { useCopy } from '../../ui/use-copy.js';
import './second-factor.css';

/** Recovery codes, shown this once. */
export function RecoveryCodes({ codes }: { readonly codes: readonly string[] }) {
  const { t } = useTranslation();
  const { outcome, copy } = useCopy(codes.join('\n'));
  return (
    <div className="stack">
      <InlineAlert status="warning">{t('secondFactor.codesOnce')}</InlineAlert>
      <ul className="recovery-codes" aria-label={t('secondFactor.codes')}>
        {codes.map(code => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ul>
      <div className="form__buttons no-print">
        <Button variant="secondary" onClick={() => void copy()}>
          {t('secondFactor.copyCodes')}
        </Button>
        <Button
          variant="secondary"
          onClick={() => {
            window.print();
          }}
        >
          {t('secondFactor.printCodes')}
        </Button>
        <span role="status">
          {outcome === 'copied' ? t('secondFactor.codesCopied') : null}
          {outcome === 'not-copied' ? t('secondFactor.codesNotCopied') : null}
        </span>
      </div>
    </div>
  );
}
