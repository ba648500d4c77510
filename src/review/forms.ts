import type { Context } from 'hono';
import type * as z from 'zod';
import { inputError } from '../errors.ts';

/** A form's fields, checked; a field that can come several times is a list. UserError (exit 2) where one is wrong. */
export async function formOf<Form extends z.ZodObject>(c: Context, form: Form): Promise<z.infer<Form>> {
  const given = await c.req.parseBody({ all: true });
  const fields = Object.fromEntries(
    Object.entries(form.shape).map(([name, shape]) => {
      const value = given[name];
      return [name, shape.type === 'array' ? [value ?? []].flat() : [value].flat()[0]];
    }),
  );
  return checked(fields, form);
}

/** Likewise what an address asks for. */
export const queryOf = <Form extends z.ZodObject>(c: Context, form: Form): z.infer<Form> =>
  checked(c.req.query(), form);

function checked<Form extends z.ZodObject>(fields: Record<string, unknown>, form: Form): z.infer<Form> {
  const read = form.safeParse(fields);
  if (read.success) return read.data;
  const faults = read.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
  throw inputError(faults.join('; '), 'Mend it and send it again.');
}
