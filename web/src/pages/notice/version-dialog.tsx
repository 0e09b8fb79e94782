import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Button, InlineAlert } from 'suomifi-ui-components';
import { answer, api } from '../../api/client.js';
import type { NoticeVersion } from '../../api/types.js';
import { DialogActs } from '../../ui/dialog-acts.js';
import { Dialog } from '../../ui/dialog.js';
import { Fact, Facts } from '../../ui/facts.js';
import { useFormat, useLanguage } from '../../ui/format/use-format.js';
import { LongText } from '../../ui/long-text.js';
import { ProblemNotice } from '../../ui/problem-notice.js';
import { useForm } from '../../ui/use-form.js';
import { TASKS_KEY } from '../tasks/use-tasks.js';
import { PaperButton } from './paper-button.js';

const OUTCOMES = ['published', 'discarded'] as const;
type Outcome = (typeof OUTCOMES)[number];

interface VersionDialogProps {
  readonly version: NoticeVersion;
  /** Whether it says what the rules do now: otherwise it cannot be published. */
  readonly upToDate: boolean;
  readonly onDone: (outcome: Outcome) => void;
  readonly onClose: () => void;
}

/** A version of the notice, and the decision on it for who may decide. */
export function VersionDialog({ version, upToDate, onDone, onClose }: VersionDialogProps) {
  const { t } = useTranslation();
  const nameOf = (outcome: Outcome) => t(`notice.acts.${outcome}`);
  const outcomes = version.mayDecide ? OUTCOMES.filter(outcome => outcome === 'discarded' || upToDate) : [];
  return (
    <Dialog title={t('notice.one', { version: version.version })} onClose={onClose}>
      <VersionFacts version={version} />
      {version.state === 'proposed' && !upToDate ? (
        <InlineAlert status="warning">{t('notice.outdated')}</InlineAlert>
      ) : null}
      <DialogActs<Outcome> nameOf={nameOf} acts={outcomes} main="published" onClose={onClose}>
        {outcome => <DecisionForm version={version.version} outcome={outcome} onDone={onDone} onCancel={onClose} />}
      </DialogActs>
    </Dialog>
  );
}

function VersionFacts({ version }: { readonly version: NoticeVersion }) {
  const { t } = useTranslation();
  const format = useFormat();
  const language = useLanguage();
  const { sha256, proposerName, proposedAt, deciderName, decidedAt } = version;
  return (
    <>
      <Facts>
        <Fact name={t('holds.state')}>{t(`notice.states.${version.state}`)}</Fact>
        <Fact name={t('departures.proposedBy')}>
          {t('holds.byAt', { name: proposerName ?? t('holds.nobody'), at: format.dateTime(proposedAt) })}
        </Fact>
        {decidedAt === null || deciderName === null ? null : (
          <Fact name={t('holds.decidedBy')}>
            {t('holds.byAt', { name: deciderName, at: format.dateTime(decidedAt) })}
          </Fact>
        )}
        <Fact name={t('notice.hash')}>
          <small>{sha256}</small>
        </Fact>
      </Facts>
      <PaperButton
        name={`tietosuojaseloste-${version.version}-${language}.pdf`}
        fetchPaper={() =>
          answer<Blob | undefined>(
            api.GET('/api/v1/notice/versions/{version}/pdf', {
              params: { path: { version: version.version }, query: { language } },
              parseAs: 'blob',
            }),
          )
        }
      />
    </>
  );
}

interface DecisionFormProps {
  readonly version: number;
  readonly outcome: Outcome;
  readonly onDone: (outcome: Outcome) => void;
  readonly onCancel: () => void;
}

function DecisionForm({ version, outcome, onDone, onCancel }: DecisionFormProps) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const form = useForm({ reason: '' }, { required: ['reason'], keptAs: `notice ${outcome} ${version}` });
  const decide = useMutation({
    mutationFn: (reason: string) =>
      answer(
        api.POST('/api/v1/notice/versions/{version}/decision', {
          params: { path: { version } },
          body: { outcome, reason },
        }),
      ),
    onSuccess: async () => {
      for (const queryKey of [['notice'], TASKS_KEY]) await client.invalidateQueries({ queryKey });
      onDone(outcome);
    },
  });
  return (
    <form
      className="form"
      noValidate
      onSubmit={form.onSubmit(({ reason }) => {
        decide.mutate(reason.trim());
      })}
    >
      <p>{t(`notice.what.${outcome}`)}</p>
      <LongText
        labelText={t('fields.reason')}
        hintText={t('holds.textHint')}
        maxLength={1000}
        {...form.field('reason')}
      />
      <InlineAlert>{t('notice.logged.decide')}</InlineAlert>
      <ProblemNotice error={decide.error} />
      <div className="form__buttons">
        <Button type="submit" disabled={decide.isPending}>
          {t(`notice.send.${outcome}`)}
        </Button>
        <Button variant="secondary" onClick={onCancel}>
          {t('common.cancel')}
        </Button>
      </div>
    </form>
  );
}
