import { useTranslation } from 'react-i18next';
import { Link, useLocation } from 'react-router';
import { Heading } from 'suomifi-ui-components';
import { useMe } from '../../app/session/me.js';
import type { RightsCase } from '../../api/types.js';
import { useFormat } from '../../ui/format/use-format.js';
import { caseSteps, type CaseStep } from './case-steps.js';
import { CASE_VIEWS, viewOf } from './case-views.js';
import { nextStep, VIEW_OF, waitingOf } from './next-step.js';

const MARKS: Readonly<Record<CaseStep['state'], string>> = { done: '✓', now: '●', ahead: '○', 'left-out': '–' };

/** What comes next in a case, what waits for a second person, and the whole way from receipt to close. */
export function CaseGuide({ rightsCase }: { readonly rightsCase: RightsCase }) {
  const { t } = useTranslation();
  const me = useMe();
  return (
    <section className="case-guide" aria-labelledby="case-next">
      <Heading variant="h3" as="h2" id="case-next">
        {t('rights.guide.title')}
      </Heading>
      <NextSentence rightsCase={rightsCase} />
      <Waiting rightsCase={rightsCase} />
      <ol className="case-guide__steps" aria-label={t('rights.guide.steps')}>
        {caseSteps(rightsCase, me.id).map(({ stage, state }) => (
          <li key={stage} className={`case-guide__${state}`} {...(state === 'now' ? { 'aria-current': 'step' } : {})}>
            <span aria-hidden="true">{MARKS[state]}</span> {t(`rights.guide.stages.${stage}`)}
            <span className="visually-hidden">{`: ${t(`rights.guide.states.${state}`)}`}</span>
          </li>
        ))}
      </ol>
    </section>
  );
}

function NextSentence({ rightsCase }: { readonly rightsCase: RightsCase }) {
  const { t } = useTranslation();
  const format = useFormat();
  const me = useMe();
  const { pathname } = useLocation();
  const { id, officerName, dueOn, permitted, state } = rightsCase;
  const step = nextStep(rightsCase, me.id);
  const handles = permitted.includes('handle');
  const path = VIEW_OF[step];
  const view = CASE_VIEWS.find(one => one.path === path);
  const isThere = path !== undefined && pathname.startsWith(viewOf(id, path));
  const told = { officer: officerName ?? t('rights.nobodyYet').toLowerCase(), day: format.day(dueOn) };
  return (
    <>
      <p className="case-guide__next">
        {handles || state === 'closed' ? t(`rights.next.${step}`, told) : t('rights.next.others-handle', told)}
      </p>
      {handles && view && !isThere ? (
        <Link to={viewOf(id, view.path)}>{t('rights.guide.go', { view: t(view.name) })}</Link>
      ) : null}
    </>
  );
}

/** What waits for a second person, and whether that can be the person at the screen. */
function Waiting({ rightsCase: { standing, permitted } }: { readonly rightsCase: RightsCase }) {
  const { t } = useTranslation();
  const me = useMe();
  const all = Object.entries(waitingOf(standing, me.id)) as [keyof ReturnType<typeof waitingOf>, Counts][]; // its very keys
  const named = (which: keyof Counts) =>
    all
      .filter(([, counts]) => counts[which] > 0)
      .map(([what, counts]) => t(`rights.guide.what.${what}`, { count: counts[which] }));
  const [own, others] = [named('own'), named('others')];
  if (own.length + others.length === 0) return null;
  return (
    <ul className="case-guide__waiting">
      {others.length === 0 ? null : (
        <li>
          {t(permitted.includes('handle') ? 'rights.guide.waitsForYou' : 'rights.guide.waitsForSecond', {
            what: others.join(', '),
          })}
        </li>
      )}
      {own.length === 0 ? null : <li>{t('rights.guide.ownWaits', { what: own.join(', ') })}</li>}
    </ul>
  );
}

type Counts = ReturnType<typeof waitingOf>['claim'];
