import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useSearchParams } from 'react-router';
import { answer, api } from '../../api/client.js';
import type { GrantProposal, ProposalState } from '../../api/types.js';
import { Choice } from '../../ui/choice.js';
import { ListView } from '../../ui/list-view.js';
import { PageHeading } from '../../ui/page-heading.js';
import { Logged } from '../../ui/logged.js';
import { ProblemNotice } from '../../ui/problem-notice.js';
import { useList, type List } from '../../ui/use-list.js';
import { DecideDialog } from './decide-dialog.js';
import { useProposalColumns } from './proposal-columns.js';
import { useWithdraw } from './use-withdraw.js';

const STATES: readonly ProposalState[] = ['pending', 'approved', 'refused', 'withdrawn', 'lapsed'];

/** What administrators and the directory propose, and what became of it. */
export function ProposalsPage() {
  const { t } = useTranslation();
  const [address, setAddress] = useSearchParams();
  const [decided, setDecided] = useState<GrantProposal | null>(null);
  const withdraw = useWithdraw();
  const state = STATES.find(one => one === address.get('state')) ?? 'pending';
  const columns = useProposalColumns({ onDecide: setDecided, onWithdraw: withdraw.mutate });

  const list = useProposals(state);

  return (
    <>
      <PageHeading title={t('proposals.title')}>{t('proposals.lead')}</PageHeading>
      <div className="no-print">
        <Choice
          label={t('proposals.shown')}
          value={state}
          options={STATES.map(value => ({ value, label: t(`proposals.states.${value}`) }))}
          onChange={value => {
            setAddress({ state: value }, { preventScrollReset: true });
          }}
        />
      </div>
      {list.items.some(({ mayWithdraw }) => mayWithdraw) ? <Logged act="proposalWithdrawn" /> : null}
      <ProblemNotice error={withdraw.error} />
      <ListView
        list={list}
        caption={t('proposals.caption')}
        columns={columns}
        idOf={({ id }) => id}
        empty={t('proposals.none')}
      />
      <Link to="/grant-templates">{t('templates.title')}</Link>
      {decided ? (
        <DecideDialog
          proposal={decided}
          onClose={() => {
            setDecided(null);
          }}
        />
      ) : null}
    </>
  );
}

function useProposals(state: ProposalState): List<GrantProposal> {
  return useList(['grant-proposals', state], cursor => {
    const query = { state, ...(cursor === undefined ? {} : { cursor }) };
    return answer(api.GET('/api/v1/grant-proposals', { params: { query } }));
  });
}
