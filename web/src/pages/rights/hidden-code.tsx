import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { RowButton } from '../../ui/row-button.js';
import { useFocusAfter } from '../../ui/use-focus-after.js';

/** A personal identity code, covered until somebody wants to see it: the opening of the case is on record already. */
export function HiddenCode({ code }: { readonly code: string }) {
  const { t } = useTranslation();
  const [shown, setShown] = useState(false);
  const value = useFocusAfter<HTMLSpanElement>(shown ? 1 : 0);
  if (shown) {
    return (
      <span tabIndex={-1} ref={value}>
        {code}
      </span>
    );
  }
  return (
    <>
      <span aria-hidden="true">•••••• </span>
      <span className="visually-hidden">{t('parties.masked')}</span>
      <RowButton
        act={t('parties.reveal')}
        about={t('rights.person.personalIdentityCode')}
        onClick={() => {
          setShown(true);
        }}
      />
    </>
  );
}
