import { useTranslation } from 'react-i18next';
import type fi from '../locales/fi.json';
import './logged.css';

/** An act whose event the log will hold. */
export type LoggedAct = keyof typeof fi.logged.acts;

/** Acts that concern a member of staff: the person sees the event on their own page. */
const ABOUT_A_PERSON: ReadonlySet<LoggedAct> = new Set<LoggedAct>([
  ...(['staffCreated', 'staffChanged', 'staffDeactivated', 'staffReactivated'] as const),
  ...(['enrolmentCreated', 'recoveryCreated', 'enrolmentConfirmed'] as const),
  ...(['identityProposed', 'identityConfirmed', 'identityRemoved'] as const),
  ...(['grantCreated', 'grantRevoked', 'revocationProposed', 'proposalDecided', 'proposalWithdrawn'] as const),
  ...([
    'dutiesEntered',
    'dutiesWithdrawn',
    'reviewDecided',
    'reviewReassigned',
    'sessionEnded',
    'paperImported',
  ] as const),
]);

/** Says, beside the button of an act, what the log will hold of it and who sees that. */
export function Logged({ act }: { readonly act: LoggedAct }) {
  const { t } = useTranslation();
  return (
    <p className="logged">
      {t('logged.line', { what: t(`logged.acts.${act}`) })}{' '}
      {t(ABOUT_A_PERSON.has(act) ? 'logged.seenByPerson' : 'logged.seen')}
    </p>
  );
}
