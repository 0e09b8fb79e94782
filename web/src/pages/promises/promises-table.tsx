import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PromiseStanding, RegisterPromise } from '../../api/types.js';
import { DataTable, type Column } from '../../ui/data-table.js';
import { useFormat, useLanguage } from '../../ui/format/use-format.js';
import { OpenButton } from '../../ui/open-button.js';
import { Tag } from '../../ui/tag.js';
import { Figures } from './figures.js';
import { IncidentDialog } from './incident-dialog.js';

const TONES = { kept: 'success', broken: 'alert', 'not-known': 'warning' } as const;

interface PromisesTableProps {
  readonly promises: readonly RegisterPromise[];
  readonly say: (words: string) => void;
}

/** Each promise with its control, its check and its newest result. */
export function PromisesTable({ promises, say }: PromisesTableProps) {
  const { t } = useTranslation();
  const [opened, setOpened] = useState<string | null>(null);
  const columns = usePromiseColumns(setOpened);
  const incident = promises.find(({ promise }) => promise === opened)?.incident;
  return (
    <div className="promises">
      <DataTable caption={t('promises.caption')} columns={columns} rows={promises} idOf={({ promise }) => promise} />
      {incident ? (
        <IncidentDialog
          incident={incident}
          onDone={act => {
            setOpened(null);
            say(t(`promises.done.${act}`));
          }}
          onClose={() => {
            setOpened(null);
          }}
        />
      ) : null}
    </div>
  );
}

function usePromiseColumns(onOpen: (promise: string) => void): Column<RegisterPromise>[] {
  const { t } = useTranslation();
  const language = useLanguage();
  return [
    { id: 'promise', header: t('promises.promise'), rowHeader: true, cell: one => <Said promise={one} /> },
    {
      id: 'standing',
      header: t('promises.result'),
      cell: one => (
        <>
          <Standing standing={one.standing} />
          {one.standing === 'not-known' && !one.tooOld ? <small>{t('promises.notKnownHint')}</small> : null}
          <Since promise={one} />
          <OpenIncident promise={one} onOpen={onOpen} about={one.says[language]} />
        </>
      ),
    },
    { id: 'figures', header: t('promises.figures'), cell: ({ figures }) => <Figures figures={figures} /> },
    { id: 'checkedAt', header: t('promises.checkedAt'), cell: one => <Checked promise={one} /> },
  ];
}

function Said({ promise }: { readonly promise: RegisterPromise }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { says, sections, keeps, shows, control } = promise;
  return (
    <>
      {says[language]}
      <small>{t('promises.sections', { sections: sections.join(', ') })}</small>
      <small>
        {t('promises.keeps')}: {keeps[language]} {t('promises.control', { control })}
      </small>
      <small>
        {t('promises.shows')}: {shows[language]}
      </small>
    </>
  );
}

export function Standing({ standing }: { readonly standing: PromiseStanding }) {
  const { t } = useTranslation();
  return <Tag tone={TONES[standing]}>{t(`promises.standings.${standing}`)}</Tag>;
}

function Since({ promise: { since, tooOld } }: { readonly promise: RegisterPromise }) {
  const { t } = useTranslation();
  const format = useFormat();
  if (tooOld) return <small>{t('promises.tooOld')}</small>;
  return since === null ? null : <small>{t('promises.since', { at: format.dateTime(since) })}</small>;
}

interface OpenIncidentProps {
  readonly promise: RegisterPromise;
  readonly about: string;
  readonly onOpen: (promise: string) => void;
}

/** An incident stays open until a person settles it, also when the promise holds again. */
function OpenIncident({ promise: { promise, incident, standing }, about, onOpen }: OpenIncidentProps) {
  const { t } = useTranslation();
  const format = useFormat();
  if (!incident) return null;
  const name = incident.ownerName ?? t('promises.nobody');
  return (
    <>
      <small>{t('promises.incidentSince', { at: format.dateTime(incident.openedAt), name })}</small>
      {standing === 'kept' ? <small>{t('promises.holdsAgain')}</small> : null}
      <OpenButton
        about={about}
        onOpen={() => {
          onOpen(promise);
        }}
      />
    </>
  );
}

function Checked({ promise: { checkedAt, logIndex } }: { readonly promise: RegisterPromise }) {
  const { t } = useTranslation();
  const format = useFormat();
  if (checkedAt === null) return t('promises.never');
  return (
    <>
      {format.dateTime(checkedAt)}
      {logIndex === null ? null : <small>{t('promises.logIndex', { index: logIndex })}</small>}
    </>
  );
}
