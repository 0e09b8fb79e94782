import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { GrantProposal } from '../../api/types.js';
import type { Column } from '../../ui/data-table.js';
import { useFormat } from '../../ui/format/use-format.js';
import { RowButton } from '../../ui/row-button.js';
import { Tag } from '../../ui/tag.js';
import { ProposalWords, ProposedBy } from './proposal-words.js';

const TONES = {
  pending: 'info',
  approved: 'success',
  refused: 'alert',
  withdrawn: 'neutral',
  lapsed: 'neutral',
} as const;

interface Acts {
  readonly onDecide: (proposal: GrantProposal) => void;
  readonly onWithdraw: (id: string) => void;
}

/** The columns of a list of proposals, with what who looks may do. */
export function useProposalColumns(acts: Acts): Column<GrantProposal>[] {
  const { t } = useTranslation();
  return [
    {
      id: 'person',
      header: t('proposals.person'),
      rowHeader: true,
      cell: ({ staffId, staffName }) => <Link to={`/staff/${staffId}`}>{staffName}</Link>,
    },
    { id: 'what', header: t('proposals.what'), cell: proposal => <ProposalWords proposal={proposal} /> },
    { id: 'by', header: t('proposals.by'), cell: proposal => <ProposedBy proposal={proposal} /> },
    { id: 'state', header: t('proposals.state'), cell: proposal => <State proposal={proposal} /> },
    { id: 'act', header: t('proposals.act'), cell: proposal => <Act proposal={proposal} acts={acts} /> },
  ];
}

function State({ proposal }: { readonly proposal: GrantProposal }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { state, lapsesAt, decidedAt, deciderName, decisionReason } = proposal;
  return (
    <>
      <Tag tone={TONES[state]}>{t(`proposals.states.${state}`)}</Tag>
      {state === 'pending' ? <small>{t('proposals.lapses', { at: format.dateTime(lapsesAt) })}</small> : null}
      {decidedAt === null ? null : (
        <small>
          {t('proposals.decidedBy', {
            ...{ name: deciderName ?? '', at: format.dateTime(decidedAt), reason: decisionReason ?? '' },
          })}
        </small>
      )}
    </>
  );
}

function Act({ proposal, acts }: { readonly proposal: GrantProposal; readonly acts: Acts }) {
  const { t } = useTranslation();
  const { id, mayDecide, mayWithdraw, staffName: name } = proposal;
  return (
    <>
      {mayDecide ? (
        <RowButton
          variant="default"
          act={t('proposals.decide')}
          about={name}
          onClick={() => {
            acts.onDecide(proposal);
          }}
        />
      ) : null}
      {mayWithdraw ? (
        <RowButton
          variant="secondary"
          act={t('proposals.withdraw')}
          about={name}
          onClick={() => {
            acts.onWithdraw(id);
          }}
        />
      ) : null}
    </>
  );
}
