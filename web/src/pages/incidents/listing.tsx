import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from 'suomifi-ui-components';
import { answer, api } from '../../api/client.js';
import type { AffectedPerson, IncidentDetails, IncidentListing } from '../../api/types.js';
import { Fact, Facts } from '../../ui/facts.js';
import { useFormat } from '../../ui/format/use-format.js';
import { ListView } from '../../ui/list-view.js';
import { ProblemNotice } from '../../ui/problem-notice.js';
import { useList } from '../../ui/use-list.js';
import { download } from '../access-log/download.js';
import { RevealDialog } from './reveal-dialog.js';
import { SoonGone } from './soon-gone.js';
import { usePersonColumns } from './use-person-columns.js';

interface ListingProps {
  readonly incident: IncidentDetails;
  readonly listing: IncidentListing;
}

/** One list: how many people, by group and by risk, and each of them without a name. */
export function Listing({ incident, listing }: ListingProps) {
  const { t } = useTranslation();
  const [shown, setShown] = useState<AffectedPerson | null>(null);
  const path = { id: incident.id, number: listing.number };
  const list = useList<AffectedPerson>(['incident', incident.id, 'people', listing.number], cursor => {
    const query = cursor === undefined ? {} : { cursor };
    return answer(api.GET('/api/v1/incidents/{id}/listings/{number}', { params: { path, query } }));
  });
  return (
    <>
      <Counts listing={listing} />
      {incident.mayExport ? <Files incident={incident} listing={listing} /> : null}
      <SoonGone incidentId={incident.id} listing={listing.number} />
      <ListView
        list={list}
        caption={t('incidents.peopleCaption', { number: listing.number })}
        columns={usePersonColumns(incident.mayReveal ? setShown : null)}
        idOf={({ id }) => id}
        empty={t('incidents.nobody')}
      />
      {shown ? (
        <RevealDialog
          incidentId={incident.id}
          person={shown}
          onClose={() => {
            setShown(null);
          }}
        />
      ) : null}
    </>
  );
}

function Counts({ listing: { counts, scope, makerName, madeAt } }: { readonly listing: IncidentListing }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { people, byGroup, byRisk, recordings, gone } = counts;
  const through = scope.to && new Date(Date.parse(scope.to) - 1).toISOString();
  return (
    <Facts>
      <Fact name={t('incidents.people')}>
        <strong>{t('incidents.peopleCount', { count: people })}</strong>
        {byGroup.map(({ kind, category, count }) => (
          <small key={`${kind} ${category}`}>
            {kind === 'patient'
              ? t('incidents.kinds.patient')
              : `${t(`categories.${category}`)} (${t(`incidents.kinds.${kind}`)})`}
            : {format.number(count)}
          </small>
        ))}
      </Fact>
      <Fact name={t('incidents.risks')}>
        {byRisk.length === 0
          ? t('incidents.noRisk')
          : byRisk.map(({ risk, count }) => (
              <div key={risk}>
                {t(`incidents.riskNames.${risk}`)}: {format.number(count)}
              </div>
            ))}
        <small>{t('incidents.riskHint')}</small>
      </Fact>
      <Fact name={t('incidents.recordings')}>
        {t('incidents.recordingCount', { count: recordings })}
        {gone > 0 ? <small>{t('incidents.gone', { count: gone })}</small> : null}
      </Fact>
      <Fact name={t('incidents.scope')}>
        {t(`incidents.callKinds.${scope.calls}.name`)}
        {scope.from && through ? (
          <small>
            {format.date(scope.from)}–{format.date(through)}
          </small>
        ) : null}
        {scope.staff.length > 0 ? (
          <small>{scope.staff.map(({ name }) => name ?? t('holds.nobody')).join(', ')}</small>
        ) : null}
        {scope.recordingIds.length > 0 ? (
          <small>{t('incidents.named', { count: scope.recordingIds.length })}</small>
        ) : null}
        <small>{t('holds.byAt', { name: makerName ?? t('holds.nobody'), at: format.dateTime(madeAt) })}</small>
      </Fact>
    </Facts>
  );
}

/** The list for the authority, without names, in a file; each is an event. */
function Files({ incident: { id, number: incident }, listing: { number } }: ListingProps) {
  const { t } = useTranslation();
  const take = useMutation({
    mutationFn: async (form: 'csv' | 'json') => {
      const name = `tietoturvaloukkaus-${incident}-luettelo-${number}.${form}`;
      const params = { path: { id, number }, query: { form } };
      const file = await answer<Blob | undefined>(
        api.GET('/api/v1/incidents/{id}/listings/{number}/file', { params, parseAs: 'blob' }),
      );
      download(name, file ?? new Blob());
      return name;
    },
  });
  return (
    <div className="no-print">
      <div className="form__buttons">
        {(['csv', 'json'] as const).map(form => (
          <Button
            key={form}
            variant="secondary"
            disabled={take.isPending}
            onClick={() => {
              take.mutate(form);
            }}
          >
            {t(`incidents.files.${form}`)}
          </Button>
        ))}
      </div>
      <p className="logged">{t('incidents.logged.file')}</p>
      <p role="status">{take.isSuccess ? t('reports.downloaded', { name: take.data }) : ''}</p>
      <ProblemNotice error={take.error} />
    </div>
  );
}
