import { useTranslation } from 'react-i18next';
import type { CaseEntry } from '../../api/types.js';
import { Fact, Facts } from '../../ui/facts.js';
import { useFormat } from '../../ui/format/use-format.js';
import { Panel } from '../../ui/panel.js';
import { useEventWords } from '../access-log/event-words.js';
import { CaseFilePanel } from './case-file-panel.js';
import { useCase } from './case-in-view.js';
import { journalDetails, type NamedText } from './journal-details.js';
import { useDetailNames } from './use-detail-names.js';

/** Everything that was done in a case, in the order of time: the case file. */
export function JournalView() {
  const { t } = useTranslation();
  const { rightsCase } = useCase();
  return (
    <div className="stack">
      <Panel title={t('rights.views.journal')}>
        <p>{t('rights.journal.lead')}</p>
        <ol className="case-journal">
          {rightsCase.journal.map(entry => (
            <li key={entry.id}>
              <Entry entry={entry} />
            </li>
          ))}
        </ol>
      </Panel>
      {rightsCase.permitted.includes('export') ? <CaseFilePanel /> : null}
    </div>
  );
}

function Entry({ entry: { at, actorId, actorName, action, eventId, detail } }: { readonly entry: CaseEntry }) {
  const { t } = useTranslation();
  const format = useFormat();
  const words = useEventWords();
  const { texts, facts } = journalDetails(detail);
  const unknownName = actorId === null ? t('holds.byItself') : t('holds.nobody');
  return (
    <>
      <strong>{words.action({ action, facts: {} })}</strong>
      <div className="case-journal__when">{`${format.dateTimeExact(at)} · ${actorName ?? unknownName}`}</div>
      <Written texts={texts} />
      <details className="case-journal__detail">
        <summary>{t('rights.journal.details')}</summary>
        <Facts>
          <Named named={facts} />
          <Fact name={t('rights.journal.event')}>
            <code>{eventId}</code>
          </Fact>
        </Facts>
      </details>
    </>
  );
}

function Written({ texts }: { readonly texts: readonly NamedText[] }) {
  const nameOf = useDetailNames();
  return texts.map(({ name, text }) => (
    <p key={name} className="case-text case-journal__detail">
      {`${nameOf(name)}: ${text}`}
    </p>
  ));
}

function Named({ named }: { readonly named: readonly NamedText[] }) {
  const nameOf = useDetailNames();
  return named.map(({ name, text }) => (
    <Fact key={name} name={nameOf(name)}>
      {text}
    </Fact>
  ));
}
