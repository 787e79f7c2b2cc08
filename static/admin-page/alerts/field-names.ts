import type { SiteField, SiteView } from '../../../src/contract/admin';
import type { Reference } from '../../../src/contract/settings';
import type { Choice } from '../parts/choice';

type Role = keyof SiteField['fits'];

/** Names that several fields share are told apart by type, project and id. */
export function nameField({ name, type, project, isNamesake, id }: SiteField): string {
  const words = [type, ...(project === null ? [] : [`only in ${project}`]), ...(isNamesake ? [id] : [])];
  return `${name} (${words.join(', ')})`;
}

/** The id that a setting stands for: as chosen, or by the rules that runs resolve names with. */
export function idOf(reference: Reference, fields: readonly SiteField[], role: Role): string | null {
  if ('id' in reference) return reference.id;
  const wanted = reference.name.trim().toLowerCase();
  const fit = fields.filter(field => field.fits[role] && field.name.trim().toLowerCase() === wanted);
  const preferences: readonly ((field: SiteField) => boolean)[] = [
    field => field.project === null,
    field => role !== 'target' || field.type === 'paragraph',
  ];
  const left = preferences.reduce((before, prefers) => {
    const better = before.filter(prefers);
    return better.length > 0 ? better : before;
  }, fit);
  return left.length === 1 ? (left[0]?.id ?? null) : null;
}

/** Value of the entry that stands for a setting which the site can't resolve. */
export const UNRESOLVED = 'unresolved';

/** Fields for one role, and the present setting where it isn't among them. */
export function fieldChoices(
  reference: Reference,
  site: SiteView,
  role: Role,
  taken: readonly string[],
): Choice<string>[] {
  const own = idOf(reference, site.fields, role);
  const fit = site.fields.filter(field => field.fits[role] && (field.id === own || !taken.includes(field.id)));
  const isKnown = own !== null && fit.some(({ id }) => id === own);
  const name = 'name' in reference ? reference.name : reference.id;
  return [
    ...(isKnown ? [] : [{ value: own ?? UNRESOLVED, label: `${name} (choose a field)` }]),
    ...fit.map(field => ({ value: field.id, label: nameField(field) })),
  ];
}
