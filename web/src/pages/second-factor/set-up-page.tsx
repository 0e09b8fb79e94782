import { useTranslation } from 'react-i18next';
import { Button } from 'suomifi-ui-components';
import { useSignOut } from '../../app/session/sign-out.js';
import { Loading } from '../../ui/loading.js';
import { PageHeading } from '../../ui/page-heading.js';
import { ProblemNotice } from '../../ui/problem-notice.js';
import { PasskeyForm } from './passkey-form.js';
import { RecoveryCodes } from './recovery-codes.js';
import { useNewCodes } from './use-new-codes.js';

interface SetUpPageProps {
  /** The passkey is there: the page stays until the codes have been seen, whatever the session says meanwhile. */
  readonly onRegistered: () => void;
  readonly onDone: () => void;
}

/** Before anything else a person sets up a second factor: a passkey, and recovery codes for the day when it is lost. */
export function SetUpPage({ onRegistered, onDone }: SetUpPageProps) {
  const { t } = useTranslation();
  const signOut = useSignOut();
  const newCodes = useNewCodes();
  const makeCodes = () => {
    newCodes.mutate();
  };

  if (newCodes.data) return <Codes codes={newCodes.data} onDone={onDone} />;
  if (newCodes.isPending) return <Loading />;
  if (newCodes.error) {
    return (
      <>
        <PageHeading title={t('secondFactor.codes')} />
        <ProblemNotice error={newCodes.error} />
        <Button onClick={makeCodes}>{t('common.retry')}</Button>
      </>
    );
  }
  return (
    <div className="stack">
      <div>
        <PageHeading title={t('secondFactor.setUpTitle')}>{t('secondFactor.setUpText')}</PageHeading>
        <PasskeyForm
          onRegistered={() => {
            onRegistered();
            makeCodes();
          }}
        />
      </div>
      <div>
        <Button variant="secondaryNoBorder" onClick={signOut}>
          {t('nav.signOut')}
        </Button>
      </div>
    </div>
  );
}

function Codes({ codes, onDone }: { readonly codes: readonly string[]; readonly onDone: () => void }) {
  const { t } = useTranslation();
  return (
    <div className="stack">
      <PageHeading title={t('secondFactor.codes')}>{t('secondFactor.codesText')}</PageHeading>
      <RecoveryCodes codes={codes} />
      <div className="no-print">
        <Button onClick={onDone}>{t('secondFactor.codesKept')}</Button>
      </div>
    </div>
  );
}
