import { useTranslation } from 'react-i18next';
import type { Passkey } from '../../api/types.js';
import type { Column } from '../../ui/data-table.js';
import { useFormat } from '../../ui/format/use-format.js';
import { RowButton } from '../../ui/row-button.js';

interface PasskeyActions {
  readonly onRename: (passkey: Passkey) => void;
  readonly onRemove: (passkey: Passkey) => void;
}

/** The columns of one's own passkeys. */
export function usePasskeyColumns({ onRename, onRemove }: PasskeyActions): Column<Passkey>[] {
  const { t } = useTranslation();
  const format = useFormat();
  return [
    { id: 'name', header: t('fields.passkeyName'), rowHeader: true, cell: passkey => passkey.name },
    {
      id: 'deviceType',
      header: t('secondFactor.where'),
      cell: ({ deviceType }) => t(`secondFactor.deviceTypes.${deviceType}`),
    },
    { id: 'createdAt', header: t('secondFactor.createdAt'), cell: passkey => format.dateTime(passkey.createdAt) },
    {
      id: 'lastUsedAt',
      header: t('secondFactor.lastUsedAt'),
      cell: ({ lastUsedAt }) => (lastUsedAt === null ? t('secondFactor.neverUsed') : format.dateTime(lastUsedAt)),
    },
    {
      id: 'actions',
      header: t('secondFactor.actions'),
      cell: passkey => (
        <div className="form__buttons">
          <RowButton
            variant="secondary"
            act={t('secondFactor.rename')}
            about={passkey.name}
            onClick={() => {
              onRename(passkey);
            }}
          />
          <RowButton
            variant="secondary"
            act={t('secondFactor.remove')}
            about={passkey.name}
            onClick={() => {
              onRemove(passkey);
            }}
          />
        </div>
      ),
    },
  ];
}
