import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../../api/client.js';
import type { IncidentDetails, WantedScope } from '../../api/types.js';
import { ActForm } from '../../ui/act-form.js';
import { DayField } from '../../ui/day-field.js';
import { Dialog } from '../../ui/dialog.js';
import { RadiosOf } from '../../ui/form-fields.js';
import { RowButton } from '../../ui/row-button.js';
import { useForm } from '../../ui/use-form.js';
import { useIncidentAct, useIncidentStaff } from './incident-queries.js';
import { useBegunScope } from './begun-scope.js';
import { NamedRecordings } from './named-recordings.js';
import { draftOf, faultsOf, scopeOf, type ScopeDraft } from './scope-draft.js';
import { StaffChoice } from './staff-choice.js';

interface ScopeDialogProps {
  readonly incident: IncidentDetails;
  readonly onDone: () => void;
  readonly onClose: () => void;
}

/** Says which calls an incident is about, and makes the list of whom it affected. */
export function ScopeDialog({ incident, onDone, onClose }: ScopeDialogProps) {
  const { t } = useTranslation();
  const { id, suggestedScope, listings } = incident;
  const begun = useBegunScope();
  const begin = listings[0]?.scope ?? suggestedScope;
  const fromLog = begin === null ? begun : null;
  const [staffIds, setStaffIds] = useState<readonly string[]>(
    begin?.staff.map(one => one.id) ?? fromLog?.staffIds ?? [],
  );
  const form = useForm<ScopeDraft>(
    { ...draftOf(begin), ...fromLog?.draft },
    {
      required: [],
      check: draft =>
        Object.fromEntries(
          Object.entries(faultsOf(draft)).map(([name, fault]) => [name, t(`incidents.faults.${fault}`)]),
        ),
    },
  );
  const make = useIncidentAct(
    (body: WantedScope) => answer(api.POST('/api/v1/incidents/{id}/listings', { params: { path: { id } }, body })),
    onDone,
  );
  return (
    <Dialog title={t('incidents.makeList')} onClose={onClose}>
      <ActForm
        text={t('incidents.what.list')}
        logged={t('incidents.logged.list')}
        button={t('incidents.send.list')}
        isPending={make.isPending}
        error={make.error}
        onSubmit={form.onSubmit(draft => {
          make.mutate(scopeOf(draft, staffIds));
        })}
        onCancel={onClose}
      >
        {fromLog ? <p>{t('incidents.fromLog')}</p> : null}
        <RadiosOf
          form={form}
          name="calls"
          label={t('incidents.calls')}
          options={(['used', 'kept'] as const).map(value => ({
            ...{ value, label: t(`incidents.callKinds.${value}.name`), hint: t(`incidents.callKinds.${value}.hint`) },
          }))}
        />
        <div className="form__row">
          {(['from', 'through'] as const).map(name => (
            <DayField
              key={name}
              label={t(`incidents.${name}`)}
              name={name}
              value={form.values[name]}
              problem={form.faultOf(name) || undefined}
              onChange={value => {
                form.set(name, value);
              }}
            />
          ))}
        </div>
        <NamedStaff staffIds={staffIds} onChange={setStaffIds} />
        <NamedRecordings form={form} />
      </ActForm>
    </Dialog>
  );
}

interface NamedStaffProps {
  readonly staffIds: readonly string[];
  readonly onChange: (staffIds: readonly string[]) => void;
}

/** Whose acts, or calls, the list is about: nobody in particular, or those who are named. */
function NamedStaff({ staffIds, onChange }: NamedStaffProps) {
  const { t } = useTranslation();
  const people = useIncidentStaff().data?.items ?? [];
  const named = staffIds.map(staffId => ({
    staffId,
    name: people.find(one => one.id === staffId)?.displayName ?? t('holds.nobody'),
  }));
  return (
    <fieldset className="form">
      <legend>{t('incidents.staff')}</legend>
      {named.length === 0 ? (
        <p>{t('incidents.anyStaff')}</p>
      ) : (
        <ul>
          {named.map(({ staffId, name }) => (
            <li key={staffId}>
              {name}{' '}
              <RowButton
                act={t('sources.remove')}
                about={name}
                onClick={() => {
                  onChange(staffIds.filter(one => one !== staffId));
                }}
              />
            </li>
          ))}
        </ul>
      )}
      <StaffChoice
        label={t('incidents.addStaff')}
        value=""
        nobody={t('incidents.chooseStaff')}
        onChange={staffId => {
          if (staffId !== '' && !staffIds.includes(staffId)) onChange([...staffIds, staffId]);
        }}
      />
    </fieldset>
  );
}
