import type { ReportRequest } from '../../../src/source/ga4/data-api.ts';
import { badRequest } from './api-error.ts';

export type Filter = NonNullable<ReportRequest['dimensionFilter']>;

/** Whether values by dimension name pass a dimension filter. What is not implemented is refused. */
export function passes(filter: Filter | null | undefined, read: (dimension: string) => string): boolean {
  if (!filter) return true;
  const { andGroup, orGroup, notExpression, filter: one } = filter;
  if (andGroup) return (andGroup.expressions ?? []).every((each) => passes(each, read));
  if (orGroup) return (orGroup.expressions ?? []).some((each) => passes(each, read));
  if (notExpression) return !passes(notExpression, read);
  const value = read(one?.fieldName ?? '');
  if (one?.emptyFilter) return value === '' || value === '(not set)';
  if (one?.inListFilter) {
    const { values, caseSensitive } = one.inListFilter;
    if (!values || values.length === 0) throw badRequest('An InListFilter must have at least one value.');
    if (caseSensitive) return values.includes(value);
    return values.some((listed) => listed.toLowerCase() === value.toLowerCase());
  }
  throw badRequest('This stand-in knows in_list_filter and empty_filter only.');
}
