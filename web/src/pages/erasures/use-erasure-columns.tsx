import { useTranslation } from 'react-i18next';
import type { Erasure } from '../../api/types.js';
import type { Column } from '../../ui/data-table.js';
import { useAskedColumns } from '../../ui/use-asked-columns.js';
import { ErasureStateTag } from './erasure-state-tag.js';

/** The columns of a list of erasures; `onOpen` shows one in full, with what may be done about it. */
export function useErasureColumns(onOpen: (erasure: Erasure) => void): Column<Erasure>[] {
  const { t } = useTranslation();
  const { call, by, state, open } = useAskedColumns<Erasure>(
    erasure => <ErasureStateTag state={erasure.state} />,
    ({ queue }) => queue,
    onOpen,
  );
  return [
    call,
    { id: 'target', header: t('erasures.target'), cell: ({ target }) => t(`erasures.targets.${target}`) },
    { id: 'ground', header: t('fields.ground'), cell: ({ ground }) => t(`erasures.grounds.${ground}`) },
    ...[by, state, open],
  ];
}
