import { useTranslation } from 'react-i18next';
import { answer, api } from '../../api/client.js';
import type { AskedFactor, ShownFactor } from '../../api/types.js';
import { SecondFactorForm } from '../../app/second-factor/second-factor-form.js';
import { PageHeading } from '../../ui/page-heading.js';

interface SecondFactorStepProps {
  readonly asked: AskedFactor;
  /** What has been shown so far; the password where it is left out. */
  readonly text?: string;
  readonly onSignedIn: () => Promise<unknown>;
  readonly onCancel: () => void;
}

/** The second step of a sign-in; it has five minutes. */
export function SecondFactorStep({ asked, text, onSignedIn, onCancel }: SecondFactorStepProps) {
  const { t } = useTranslation();
  return (
    <>
      <PageHeading title={t('secondFactor.signInTitle')}>{text ?? t('secondFactor.signInText')}</PageHeading>
      <SecondFactorForm
        ask={() => Promise.resolve(asked)}
        onShow={async (body: ShownFactor) => {
          await answer(api.POST('/api/v1/sessions/second-factor', { body }));
          await onSignedIn();
        }}
        onCancel={onCancel}
      />
    </>
  );
}
