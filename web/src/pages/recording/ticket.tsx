import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { Button, TextInput } from 'suomifi-ui-components';
import { ActForm } from '../../ui/act-form.js';
import { answer, api } from '../../api/client.js';
import type { RecordingDetails } from '../../api/types.js';
import { Logged } from '../../ui/logged.js';
import { Panel } from '../../ui/panel.js';
import { useFocusAfter } from '../../ui/use-focus-after.js';
import { useKeptState } from '../../ui/use-kept-state.js';

/** The ticket of the whole call, which often comes after it. */
export function Ticket({ recording }: { readonly recording: RecordingDetails }) {
  const { t } = useTranslation();
  const [editing, setEditing] = useState(false);
  const [rounds, setRounds] = useState(0);
  const heading = useFocusAfter<HTMLHeadingElement>(rounds);
  const { ticket } = recording;
  const mayChange = recording.permitted.includes('set-ticket');

  return (
    <Panel
      title={t('fields.ticket')}
      headingRef={heading}
      actions={
        mayChange && !editing ? (
          <Button
            variant="secondaryNoBorder"
            onClick={() => {
              setEditing(true);
            }}
          >
            {ticket === null ? t('ticket.add') : t('ticket.change')}
          </Button>
        ) : null
      }
    >
      {editing ? (
        <TicketForm
          recording={recording}
          onDone={() => {
            setEditing(false);
            setRounds(rounds + 1);
          }}
        />
      ) : (
        <p role="status">{ticket === null ? t('ticket.none') : <Link to={`/t/${ticket}`}>{ticket}</Link>}</p>
      )}
    </Panel>
  );
}

interface TicketFormProps {
  readonly recording: RecordingDetails;
  readonly onDone: () => void;
}

function TicketForm({ recording, onDone }: TicketFormProps) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [text, setText] = useKeptState('ticket', recording.ticket ?? '');
  const change = useMutation({
    mutationFn: (ticket: string | null) =>
      answer(api.PATCH('/api/v1/contacts/{id}', { params: { path: { id: recording.contactId } }, body: { ticket } })),
    onSuccess: ({ ticket }) => {
      client.setQueryData(['recording', recording.id], { ...recording, ticket });
      void client.invalidateQueries({ queryKey: ['recordings'] });
      onDone();
    },
  });

  return (
    <ActForm
      button={t('common.save')}
      isPending={change.isPending}
      error={change.error}
      onSubmit={event => {
        event.preventDefault();
        change.mutate(text.trim() === '' ? null : text.trim());
      }}
      onCancel={onDone}
    >
      <TextInput
        labelText={t('ticket.reference')}
        hintText={t('ticket.hint')}
        autoFocus
        value={text}
        onChange={value => {
          setText(String(value ?? ''));
        }}
        fullWidth
      />
      <Logged act="ticketSet" />
    </ActForm>
  );
}
