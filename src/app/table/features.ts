/** The features of TanStack Table that the app uses; nothing else imports it. */
import {
  columnResizingFeature,
  columnSizingFeature,
  createTableHook,
  rowSelectionFeature,
  tableFeatures,
} from '@tanstack/react-table';

// Filtering, sorting and paging are not among them: the URL says them, and Vault or the archive
// does them, over more rows than a table should hold.
export const { useAppTable } = createTableHook({
  features: tableFeatures({ columnSizingFeature, columnResizingFeature, rowSelectionFeature }),
  columnResizeMode: 'onEnd',
});
