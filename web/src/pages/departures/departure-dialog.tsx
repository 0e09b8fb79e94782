import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { ActForm } from '../../ui/act-form.js';
import { answer, api } from '../../api/client.js';
import type { Departure } from '../../api/types.js';
import { CopyableText } from '../log-state/copyable-text.js';
import { DialogActs } from '../../ui/dialog-acts.js';
import { Dialog } from '../../ui/dialog.js';
import { Fact, Facts } from '../../ui/facts.js';
import { useFormat } from '../../ui/format/use-format.js';
import { LongText } from '../../ui/long-text.js';
import { useForm } from '../../ui/use-form.js';
import { TASKS_KEY } from '../tasks/use-tasks.js';
import { DepartureStateTag } from './use-departure-columns.js';

const OUTCOMES = ['approved', 'refused'] as const;
type Outcome = (typeof OUTCOMES)[number];

interface DepartureDialogProps {
  readonly departure: Departure;
  readonly onDone: (outcome: Outcome) => void;
  readonly onClose: () => void;
}

/** A departure in full, and the decision on it for who may decide. */
export function DepartureDialog({ departure, onDone, onClose }: DepartureDialogProps) {
  const { t } = useTranslation();
  const nameOf = (outcome: Outcome) => t(`departures.acts.${outcome}`);
  return (
    <Dialog title={t('departures.one')} onClose={onClose}>
      <DepartureFacts departure={departure} />
      <DialogActs<Outcome> nameOf={nameOf} acts={departure.mayDecide ? OUTCOMES : []} main="approved" onClose={onClose}>
        {outcome => <DecisionForm id={departure.id} outcome={outcome} onDone={onDone} onCancel={onClose} />}
      </DialogActs>
    </Dialog>
  );
}

function DepartureFacts({ departure }: { readonly departure: Departure }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { to, reason, proposerName, proposedAt, decidedAt, deciderName, decisionReason } = departure;
  const { id, state, exportedAt, exportedUnits, manifestSha256 } = departure;
  const gone = <em>{t('departures.textGone')}</em>;
  const nobody = t('holds.nobody');
  return (
    <Facts>
      <Fact name={t('departures.to')}>{to ?? gone}</Fact>
      <Fact name={t('fields.reason')}>{reason ?? gone}</Fact>
      <Fact name={t('departures.proposedBy')}>
        {t('holds.byAt', { name: proposerName ?? nobody, at: format.dateTime(proposedAt) })}
      </Fact>
      <Fact name={t('holds.state')}>
        <DepartureStateTag state={state} />
      </Fact>
      {decidedAt === null ? null : (
        <Fact name={t('holds.decidedBy')}>
          {t('holds.byAt', { name: deciderName ?? nobody, at: format.dateTime(decidedAt) })}
          <small>{decisionReason ?? gone}</small>
        </Fact>
      )}
      {state === 'approved' ? (
        <Fact name={t('departures.nextStep')}>
          {t('departures.command')}
          <CopyableText text={`tallenne export-all <folder> --departure ${id}`} button={t('departures.copyCommand')} />
        </Fact>
      ) : null}
      {exportedAt === null ? null : (
        <Fact name={t('departures.exported')}>
          {t('departures.exportedUnits', { count: exportedUnits ?? 0, at: format.dateTime(exportedAt) })}
          <small>{manifestSha256}</small>
        </Fact>
      )}
    </Facts>
  );
}

interface DecisionFormProps {
  readonly id: string;
  readonly outcome: Outcome;
  readonly onDone: (outcome: Outcome) => void;
  readonly onCancel: () => void;
}

function DecisionForm({ id, outcome, onDone, onCancel }: DecisionFormProps) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const form = useForm({ reason: '' }, { required: ['reason'], keptAs: `${outcome} ${id}` });
  const decide = useMutation({
    mutationFn: (reason: string) =>
      answer(api.POST('/api/v1/departures/{id}/decision', { params: { path: { id } }, body: { outcome, reason } })),
    onSuccess: async () => {
      for (const queryKey of [['departures'], TASKS_KEY]) await client.invalidateQueries({ queryKey });
      onDone(outcome);
    },
  });
  return (
    <ActForm
      text={t(`departures.what.${outcome}`)}
      logged={t('departures.logged.decide')}
      button={t(`departures.send.${outcome}`)}
      isPending={decide.isPending}
      error={decide.error}
      onSubmit={form.onSubmit(({ reason }) => {
        decide.mutate(reason.trim());
      })}
      onCancel={onCancel}
    >
      <LongText
        labelText={t('fields.reason')}
        hintText={t('holds.textHint')}
        maxLength={1000}
        {...form.field('reason')}
      />
    </ActForm>
  );
}
