import { useTranslation } from 'react-i18next';
import type { Party, RevealableField } from '../../api/types.js';
import { Fact } from '../../ui/facts.js';
import { RowButton } from '../../ui/row-button.js';
import { phone } from '../../ui/format/phone.js';
import { useFocusAfter } from '../../ui/use-focus-after.js';
import { revealKey, type Reveals } from './use-reveals.js';
import './parties.css';

interface MaskedFieldProps {
  readonly field: RevealableField;
  /** null: a field of the contact itself. */
  readonly party: Party | null;
  readonly reveals: Reveals;
}

/** A personal field: masked, or shown after its event was written. */
export function MaskedField({ field, party, reveals }: MaskedFieldProps) {
  const { t } = useTranslation();
  const partyId = party?.id ?? null;
  const shown = reveals.shown.get(revealKey(field, partyId));
  const name = t(`fields.${field}`);
  const value = useFocusAfter<HTMLSpanElement>(shown === undefined ? 0 : 1);

  return (
    <Fact name={name}>
      <span className="masked-field">
        <span tabIndex={-1} ref={value}>
          {(field === 'phone' && shown !== undefined ? phone(shown) : shown) ?? (
            <span className="masked-field__mask">
              <span aria-hidden="true">•••••</span>
              <span className="visually-hidden">{t('parties.masked')}</span>
            </span>
          )}
        </span>
        {shown === undefined && reveals.mayReveal(field) ? (
          <RowButton
            act={t('parties.reveal')}
            about={name}
            disabled={reveals.isPending}
            onClick={() => {
              reveals.reveal(field, partyId);
            }}
          />
        ) : null}
      </span>
      {field === 'personalIdentityCode' && party?.codeInvalid ? <small>{t('parties.codeInvalid')}</small> : null}
    </Fact>
  );
}
