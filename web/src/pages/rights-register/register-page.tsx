import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RegisteredRequest } from '../../api/types.js';
import { PageHeading } from '../../ui/page-heading.js';
import { Registered } from './registered.js';
import { RegistrationForm } from './registration-form.js';

/** Says that a request was received. What was sent cannot be opened again by whoever sent it. */
export function RegisterPage() {
  const { t } = useTranslation();
  const [done, setDone] = useState<RegisteredRequest | null>(null);
  return (
    <>
      <PageHeading title={t('rights.register.title')}>{t('rights.register.lead')}</PageHeading>
      {done ? (
        <Registered
          registered={done}
          onAnother={() => {
            setDone(null);
          }}
        />
      ) : (
        <RegistrationForm onRegistered={setDone} />
      )}
    </>
  );
}
