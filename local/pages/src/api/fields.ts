import * as z from 'zod';
import { ask } from './jira';

const fieldSchema = z.object({
  id: z.string(),
  name: z.string(),
  custom: z.boolean(),
  schema: z
    .object({
      type: z.string(),
      items: z.string().optional(),
      custom: z.string().optional(),
      system: z.string().optional(),
    })
    .optional(),
  scope: z.object({ project: z.object({ id: z.string() }) }).optional(),
});
export type Field = z.infer<typeof fieldSchema>;

/** How a value is shown and edited; several Jira types share one form. */
export type FieldForm =
  'line' | 'paragraph' | 'labels' | 'option' | 'options' | 'number' | 'date' | 'datetime' | 'user' | 'other';

const OPTION_TYPES = ['select', 'radiobuttons'];

/** The form of a field, from the type suffix of its schema. */
export function formOf(schema: Field['schema']): FieldForm {
  if (schema === undefined) return 'other';
  const suffix = schema.custom?.split(':').at(-1);
  if (suffix === 'textarea' || schema.system === 'description' || schema.system === 'environment') return 'paragraph';
  if (suffix !== undefined && OPTION_TYPES.includes(suffix)) return 'option';
  if (schema.type === 'priority') return 'option';
  if (schema.type === 'array')
    return schema.items === 'string' ? 'labels' : schema.items === 'option' ? 'options' : 'other';
  if (schema.type === 'string') return 'line';
  if (schema.type === 'number' || schema.type === 'date' || schema.type === 'datetime' || schema.type === 'user')
    return schema.type;
  return 'other';
}

export function readFields(): Promise<Field[]> {
  return ask(z.array(fieldSchema), 'GET', '/rest/api/3/field');
}

/** The site's field of that name that a project's issues use: its own (team-managed) before the shared one. */
export function fieldNamed(fields: readonly Field[], name: string, projectId: string | undefined): Field | undefined {
  const named = fields.filter(field => field.name === name);
  return (
    named.find(field => field.scope !== undefined && field.scope.project.id === projectId) ??
    named.find(field => field.scope === undefined)
  );
}
