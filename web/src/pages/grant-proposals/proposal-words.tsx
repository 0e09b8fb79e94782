import { useTranslation } from 'react-i18next';
import type { GrantProposal } from '../../api/types.js';
import { useFormat } from '../../ui/format/use-format.js';
import { GrantWords } from '../person/grant-words.js';

/** What a proposal would give or take. */
export function ProposalWords({ proposal: { kind, wanted, grant } }: { readonly proposal: GrantProposal }) {
  const { t } = useTranslation();
  const format = useFormat();
  if (kind === 'revocation') return grant ? t('proposals.revocation', { role: t(`roles.${grant.role}`) }) : '–';
  if (!wanted) return '–';
  return (
    <>
      <GrantWords grant={wanted} />
      <small>{`${format.day(wanted.fromOn)} – ${format.day(wanted.untilOn)}`}</small>
    </>
  );
}

/** Who proposed it, when and why. */
export function ProposedBy({ proposal }: { readonly proposal: GrantProposal }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { proposerName, proposedAt, origin, reason } = proposal;
  return (
    <>
      {t('proposals.at', { name: proposerName ?? t('proposals.byDirectory'), at: format.dateTime(proposedAt) })}
      <small>{reason}</small>
      <small>{t(`proposals.origins.${origin}`)}</small>
    </>
  );
}
