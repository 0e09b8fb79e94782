import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { Finding } from '../../api/types.js';
import { may, useMe } from '../../app/session/me.js';
import { Fact, Facts } from '../../ui/facts.js';
import { useFormat } from '../../ui/format/use-format.js';
import { useEventWords } from '../access-log/event-words.js';
import { useStaffNames } from '../staff/use-staff-names.js';
import { FindingStateTag } from './finding-state-tag.js';
import './findings.css';

/** A finding in full: what it is about, what was found, what was answered, how it ended. */
export function FindingFacts({ finding }: { readonly finding: Finding }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { nameOf } = useStaffNames();
  const { text, ownerId, dueOn, recordedAt, recordedBy } = finding;
  const me = useMe();
  return (
    <Facts>
      <Fact name={t('findings.about')}>
        <About about={finding.about} />
        {may(me, 'register', 'Incident') ? (
          <small>
            <Link to={`/incidents?finding=${finding.id}`}>{t('incidents.register')}</Link>
          </small>
        ) : null}
      </Fact>
      <Fact name={t('findings.text')}>
        <Said text={text} />
        <ByWhom id={recordedBy} at={recordedAt} />
      </Fact>
      <Fact name={t('findings.owner')}>{nameOf(ownerId)}</Fact>
      <Fact name={t('findings.dueOn')}>
        {format.day(dueOn)} <FindingStateTag finding={finding} />
      </Fact>
      <Answer answer={finding.answer} />
      <Outcome outcome={finding.outcome} />
    </Facts>
  );
}

/** The event that a finding is about, in a line. */
export function About({ about }: Pick<Finding, 'about'>) {
  const { t } = useTranslation();
  const format = useFormat();
  const words = useEventWords();
  const { nameOf, knows } = useStaffNames();
  if (about === null) return t('rounds.pruned');
  const { at, action, actorId, purpose, reference } = about;
  const stated = [purpose === null ? null : words.purpose(purpose), reference].filter(part => part !== null);
  return (
    <>
      {knows(actorId) ? `${nameOf(actorId)}: ` : null}
      {words.action({ action, facts: {} })}
      <small>{[format.dateTimeExact(at), ...stated].join(' · ')}</small>
    </>
  );
}

function Answer({ answer }: Pick<Finding, 'answer'>) {
  const { t } = useTranslation();
  const format = useFormat();
  if (answer === null) return null;
  return (
    <Fact name={t('findings.answer')}>
      <Said text={answer.text} />
      <small>{format.dateTime(answer.at)}</small>
    </Fact>
  );
}

function Outcome({ outcome }: Pick<Finding, 'outcome'>) {
  const { t } = useTranslation();
  if (outcome === null) return null;
  return (
    <Fact name={t('findings.outcome')}>
      {t(`findings.outcomes.${outcome.outcome}`)}
      <Said text={outcome.text} />
      <ByWhom id={outcome.by} at={outcome.at} />
    </Fact>
  );
}

/** When something was said and, where the name may be seen, by whom. */
function ByWhom({ id, at }: { readonly id: string; readonly at: string }) {
  const format = useFormat();
  const { nameOf, knows } = useStaffNames();
  return <small>{[...(knows(id) ? [nameOf(id)] : []), format.dateTime(at)].join(' ')}</small>;
}

/** What somebody wrote, with its lines; the log keeps texts for a time only. */
function Said({ text }: { readonly text: string | null }) {
  const { t } = useTranslation();
  return text === null ? <em>{t('findings.textNotKept')}</em> : <span className="said">{text}</span>;
}
