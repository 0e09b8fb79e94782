import { useTranslation } from 'react-i18next';
import type { EnrolmentLink } from '../../api/types.js';
import { CopyButton } from '../../ui/copy-button.js';
import { useFormat } from '../../ui/format/use-format.js';
import './enrolment.css';

/** A link that has just been made: shown once. */
export function MadeLink({ link }: { readonly link: EnrolmentLink | undefined }) {
  const { t } = useTranslation();
  const format = useFormat();
  const address = link && `${location.origin}/enrol#${link.token}`;
  return (
    <div role="status">
      {link && address ? (
        <div className="enrolment">
          <p>{t('enrolment.made', { at: format.dateTime(link.expiresAt) })}</p>
          <code>{address}</code>
          <CopyButton text={address} />
        </div>
      ) : null}
    </div>
  );
}
