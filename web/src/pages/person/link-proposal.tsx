import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState, type SubmitEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from 'suomifi-ui-components';
import { answer, api } from '../../api/client.js';
import type { SeenAccount } from '../../api/types.js';
import { Choice } from '../../ui/choice.js';
import { useFormat } from '../../ui/format/use-format.js';
import { Logged } from '../../ui/logged.js';
import { ProblemNotice } from '../../ui/problem-notice.js';

const SEEN_KEY = ['seen-identities'];

/** Chooses among the accounts that tried to sign in lately; a second administrator confirms the choice. */
export function LinkProposal({ staffId }: { readonly staffId: string }) {
  const { t } = useTranslation();
  const { data, error, refetch } = useQuery({
    queryKey: SEEN_KEY,
    queryFn: () => answer(api.GET('/api/v1/external-identities/seen')),
  });
  if (!data) return <ProblemNotice error={error} onRetry={() => void refetch()} />;
  if (data.items.length === 0) return <p>{t('externalIdentity.noSeen')}</p>;
  return <ProposalForm staffId={staffId} accounts={data.items} />;
}

interface ProposalFormProps {
  readonly staffId: string;
  readonly accounts: readonly SeenAccount[];
}

function ProposalForm({ staffId, accounts }: ProposalFormProps) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const labelOf = useAccountLabel();
  const [chosen, setChosen] = useState(accounts[0]?.id ?? '');
  const propose = useMutation({
    mutationFn: (seenId: string) =>
      answer(
        api.POST('/api/v1/staff/{id}/external-identities', { params: { path: { id: staffId } }, body: { seenId } }),
      ),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['external-identities', staffId] });
      await client.invalidateQueries({ queryKey: SEEN_KEY });
    },
  });

  function send(event: SubmitEvent<HTMLFormElement>): void {
    event.preventDefault();
    propose.mutate(chosen);
  }

  return (
    <form className="form" onSubmit={send}>
      <Choice
        label={t('externalIdentity.seen')}
        options={accounts.map(account => ({ value: account.id, label: labelOf(account) }))}
        value={chosen}
        onChange={setChosen}
      />
      <p>{t('externalIdentity.proves')}</p>
      <Logged act="identityProposed" />
      <ProblemNotice error={propose.error} />
      <div>
        <Button type="submit" disabled={propose.isPending}>
          {t('externalIdentity.propose')}
        </Button>
      </div>
    </form>
  );
}

/** The provider's own words, and the identifier that is linked. */
function useAccountLabel(): (account: SeenAccount) => string {
  const { t } = useTranslation();
  const format = useFormat();
  return ({ nameHint, usernameHint, subject, seenAt }) => {
    const name = nameHint || t('externalIdentity.unnamed');
    const username = usernameHint || t('externalIdentity.unnamed');
    return t('externalIdentity.option', { name, username, subject, at: format.dateTime(seenAt) });
  };
}
