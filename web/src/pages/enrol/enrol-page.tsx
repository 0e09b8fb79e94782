import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { InlineAlert } from 'suomifi-ui-components';
import { answer, api } from '../../api/client.js';
import { NewPasswordForm } from '../../ui/new-password-form.js';
import { PageHeading } from '../../ui/page-heading.js';
import { enrolmentToken } from './enrolment-token.js';

/** A person sets a password of their own with the link of one administrator and the code of another, once. */
export function EnrolPage() {
  const { t } = useTranslation();
  const token = enrolmentToken();
  const enrolment = useMutation({
    mutationFn: (own: { readonly code: string; readonly password: string }) =>
      answer(api.POST('/api/v1/enrolments/completion', { body: { token: token ?? '', ...own } })),
  });

  if (enrolment.data) return <Enrolled username={enrolment.data.username} />;
  return (
    <>
      <PageHeading title={t('enrol.title')}>{t('enrol.lead')}</PageHeading>
      {token === null ? (
        <InlineAlert status="error">{t('enrol.noToken')}</InlineAlert>
      ) : (
        <NewPasswordForm
          button={t('enrol.button')}
          code={{ label: t('enrol.code'), hint: t('enrol.codeHint') }}
          isPending={enrolment.isPending}
          error={enrolment.error}
          onSend={({ code, password }) => {
            enrolment.mutate({ code, password });
          }}
        />
      )}
    </>
  );
}

function Enrolled({ username }: { readonly username: string }) {
  const { t } = useTranslation();
  return (
    <>
      <PageHeading title={t('enrol.doneTitle')}>{t('enrol.doneText', { username })}</PageHeading>
      <Link to="/">{t('signIn.title')}</Link>
    </>
  );
}
