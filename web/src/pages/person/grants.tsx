import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button, Checkbox } from 'suomifi-ui-components';
import { may, useMe } from '../../app/session/me.js';
import { answer, api } from '../../api/client.js';
import type { Grant, StaffMember } from '../../api/types.js';
import { Loading } from '../../ui/loading.js';
import { Panel } from '../../ui/panel.js';
import { ProblemNotice } from '../../ui/problem-notice.js';
import { useFocusAfter } from '../../ui/use-focus-after.js';
import { GrantForm } from './grant-form.js';
import { GrantTable } from './grant-table.js';
import { RevokeDialog } from './revoke-dialog.js';

/** The grants of a person, with the ways to give and to revoke one. */
export function Grants({ person }: { readonly person: StaffMember }) {
  const { t } = useTranslation();
  const me = useMe();
  const [history, setHistory] = useState(false);
  const [giving, setGiving] = useState(false);
  const [revoking, setRevoking] = useState<Grant | null>(null);
  const [proposed, setProposed] = useState(false);
  const [rounds, setRounds] = useState(0);
  const heading = useFocusAfter<HTMLHeadingElement>(rounds);
  const { data, error, isPending, refetch } = useGrants(person.id, history);
  const mayGive = may(me, 'create', 'Grant') && person.id !== me.id && person.status === 'active';
  const stop = () => {
    setGiving(false);
    setRevoking(null);
    setRounds(before => before + 1);
  };
  const doneGiving = (outcome: 'given' | 'proposed' | null) => {
    setProposed(outcome === 'proposed');
    stop();
  };

  return (
    <Panel
      title={t('grants.title')}
      headingRef={heading}
      actions={
        mayGive && !giving ? (
          <Button
            onClick={() => {
              setGiving(true);
            }}
          >
            {t('grants.give')}
          </Button>
        ) : null
      }
    >
      {giving ? <GrantForm person={person} onDone={doneGiving} /> : null}
      <p role="status">{proposed ? t('grants.proposed') : ''}</p>
      {isPending ? <Loading /> : null}
      <ProblemNotice error={error} onRetry={() => void refetch()} />
      {data ? <GrantTable grants={data.items} onRevoke={may(me, 'revoke', 'Grant') ? setRevoking : null} /> : null}
      <Checkbox
        checked={history}
        onClick={({ checkboxState }) => {
          setHistory(checkboxState);
        }}
      >
        {t('grants.history')}
      </Checkbox>
      {revoking ? (
        <RevokeDialog
          grant={revoking}
          onDone={stop}
          onClose={() => {
            setRevoking(null);
          }}
        />
      ) : null}
    </Panel>
  );
}

function useGrants(staff: string, history: boolean) {
  return useQuery({
    queryKey: ['grants', staff, history],
    queryFn: () => answer(api.GET('/api/v1/grants', { params: { query: { staff, history: String(history) } } })),
  });
}
