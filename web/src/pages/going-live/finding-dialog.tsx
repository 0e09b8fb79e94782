import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { InlineAlert } from 'suomifi-ui-components';
import type { GoingLive, OpenFinding } from '../../api/types.js';
import { may, useMe } from '../../app/session/me.js';
import { DialogActs } from '../../ui/dialog-acts.js';
import { Dialog } from '../../ui/dialog.js';
import { Fact, Facts } from '../../ui/facts.js';
import { useFormat, useLanguage } from '../../ui/format/use-format.js';
import { AssignForm } from './assign-form.js';
import { ConfirmForm } from './confirm-form.js';
import { DecideForm } from './decide-form.js';
import { actsOn, type FindingAct } from './finding-state.js';

interface FindingDialogProps {
  readonly finding: OpenFinding;
  /** `finding`: as it stands afterwards. */
  readonly onDone: (act: FindingAct, finding: OpenFinding | undefined) => void;
  readonly onClose: () => void;
}

/** An open finding in full: what is to be decided, by whom, and what was decided. */
export function FindingDialog({ finding, onDone, onClose }: FindingDialogProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  return (
    <Dialog title={finding.title[language]} onClose={onClose}>
      <p>{finding.question[language]}</p>
      <How finding={finding} />
      <Owner finding={finding} />
      <Decisions finding={finding} />
      <DialogActs<FindingAct>
        acts={actsOn(finding)}
        main={finding.mayConfirm ? 'settled' : 'decide'}
        nameOf={act => t(`goingLive.acts.${act}`)}
        onClose={onClose}
      >
        {act => {
          const form = {
            finding,
            onCancel: onClose,
            onDone: ({ items }: GoingLive) => {
              onDone(
                act,
                items.find(one => one.finding === finding.finding),
              );
            },
          };
          if (act === 'assign') return <AssignForm {...form} />;
          return act === 'decide' ? <DecideForm {...form} /> : <ConfirmForm {...form} outcome={act} />;
        }}
      </DialogActs>
    </Dialog>
  );
}

/** How a decision comes to count, and what keeps it from that. */
function How({ finding: { decided, lacks, settled, mayDecide } }: { readonly finding: OpenFinding }) {
  const { t } = useTranslation();
  const me = useMe();
  return (
    <>
      {decided === 'by-two' ? <p>{t('goingLive.byTwo')}</p> : null}
      {decided === 'by-rule' ? (
        <p>
          {t('goingLive.byRule')}{' '}
          {may(me, 'list', 'RetentionRule') ? <Link to="/retention/rules">{t('goingLive.toRules')}</Link> : null}
        </p>
      ) : null}
      {decided === 'by-rule' && mayDecide && !may(me, 'propose', 'RetentionRule') ? (
        <InlineAlert status="warning">{t('goingLive.notProposer')}</InlineAlert>
      ) : null}
      {lacks.length > 0 && !settled ? (
        <InlineAlert status="warning">
          <Lacks lacks={lacks} />
        </InlineAlert>
      ) : null}
    </>
  );
}

const PURPOSES = [
  'service-development',
  'internal-training',
  'complaint',
  'service-level-study',
  'rights-request',
] as const;

function Lacks({ lacks }: { readonly lacks: readonly string[] }) {
  const { t } = useTranslation();
  const nameOf = (name: string) => {
    const purpose = PURPOSES.find(one => one === name);
    return purpose ? t(`purposes.${purpose}.name`) : name;
  };
  return t('goingLive.lacks', { what: lacks.map(nameOf).join(', ') });
}

function Owner({ finding: { ownerName, dueOn } }: { readonly finding: OpenFinding }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <Facts>
      <Fact name={t('goingLive.owner')}>{ownerName ?? t('goingLive.noOwner')}</Fact>
      {dueOn === null ? null : <Fact name={t('goingLive.dueOn')}>{format.day(dueOn)}</Fact>}
    </Facts>
  );
}

function Decisions({ finding: { decisions } }: { readonly finding: OpenFinding }) {
  const { t } = useTranslation();
  if (decisions.length === 0) return null;
  return (
    <section>
      <h3>{t('goingLive.decisions')}</h3>
      {decisions.map(decision => (
        <Decision key={decision.version} decision={decision} />
      ))}
    </section>
  );
}

function Decision({ decision }: { readonly decision: OpenFinding['decisions'][number] }) {
  const { t } = useTranslation();
  const format = useFormat();
  const language = useLanguage();
  const { version, state, optionText, reference, referenceOn, reason, ruleVersion } = decision;
  const { deciderName, decidedAt, confirmerName, confirmedAt } = decision;
  const by = (name: string | null, at: string) =>
    t('promises.byAt', { name: name ?? t('promises.nobody'), at: format.dateTime(at) });
  return (
    <Facts>
      <Fact name={t('goingLive.decision', { version })}>
        {optionText ? `${optionText[language]}. ` : null}
        {t(`goingLive.decisionStates.${state}`)}
      </Fact>
      {reference === null || referenceOn === null ? null : (
        <Fact name={t('goingLive.reference')}>
          {t('goingLive.referenceOf', { reference, day: format.day(referenceOn) })}
        </Fact>
      )}
      {ruleVersion === null ? null : (
        <Fact name={t('goingLive.option')}>
          {t('goingLive.rule', { version: ruleVersion })}
          {state === 'proposed' ? (
            <small>{t('goingLive.waitsForRule', { name: deciderName ?? t('promises.nobody') })}</small>
          ) : null}
        </Fact>
      )}
      <Fact name={t('fields.reason')}>{reason}</Fact>
      <Fact name={t('goingLive.decidedBy')}>{by(deciderName, decidedAt)}</Fact>
      {confirmedAt === null ? null : (
        <Fact name={t(state === 'discarded' ? 'goingLive.discardedBy' : 'goingLive.confirmedBy')}>
          {by(confirmerName, confirmedAt)}
        </Fact>
      )}
    </Facts>
  );
}
