import { useTranslation } from 'react-i18next';
import { Textarea, TextInput } from 'suomifi-ui-components';
import { DataTable, type Column } from '../../ui/data-table.js';
import { Panel } from '../../ui/panel.js';
import { EMPTY_FIELD, MAPPED_FIELDS, type FieldDraft, type MappedField } from './source-draft.js';
import { onEnter } from './on-enter.js';
import type { DraftProps } from './source-editor.js';

interface Row {
  readonly field: MappedField;
  readonly draft: FieldDraft;
}

/** Which column or path each field of ours comes from; what is left empty is as the preset has it. */
export function Mapping({ draft, onChange }: DraftProps) {
  const { t } = useTranslation();
  const rows = MAPPED_FIELDS.map(field => ({ field, draft: draft.fields[field] ?? EMPTY_FIELD }));
  const columns = useColumns((field, some) => {
    const before = draft.fields[field] ?? EMPTY_FIELD;
    onChange({ fields: { ...draft.fields, [field]: { ...before, ...some } } });
  });
  return (
    <Panel title={t('sources.mapping')}>
      <p>{t('sources.mappingLead')}</p>
      <div onKeyDown={onEnter(() => undefined)}>
        <DataTable caption={t('sources.mappingCaption')} columns={columns} rows={rows} idOf={({ field }) => field} />
      </div>
    </Panel>
  );
}

function useColumns(onChange: (field: MappedField, some: Partial<FieldDraft>) => void): Column<Row>[] {
  const { t } = useTranslation();
  const label = (field: MappedField, column: string) => `${t(`sources.fields.${field}`)}: ${column}`;
  const line = ({ field, draft }: Row, name: 'from' | 'constant', column: string) => (
    <TextInput
      labelText={label(field, column)}
      labelMode="hidden"
      fullWidth
      value={draft[name]}
      onChange={value => {
        onChange(field, { [name]: String(value ?? '') });
      }}
    />
  );
  return [
    { id: 'field', header: t('sources.field'), rowHeader: true, cell: ({ field }) => t(`sources.fields.${field}`) },
    { id: 'from', header: t('sources.places'), cell: row => line(row, 'from', t('sources.places')) },
    {
      id: 'table',
      header: t('sources.table'),
      cell: ({ field, draft }) => (
        <Textarea
          labelText={label(field, t('sources.table'))}
          labelMode="hidden"
          className="source-table"
          fullWidth
          value={draft.table}
          onChange={event => {
            onChange(field, { table: event.target.value });
          }}
        />
      ),
    },
    { id: 'constant', header: t('sources.constant'), cell: row => line(row, 'constant', t('sources.constant')) },
  ];
}
