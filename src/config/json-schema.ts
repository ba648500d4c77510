import * as z from 'zod';
import { settingsSchema } from './schema.ts';

/** The settings as JSON Schema (draft 2020-12), as a person writes them: nothing is required. */
export const settingsJsonSchema = () => ({
  title: 'Settings of ga-leads',
  ...z.toJSONSchema(settingsSchema, { io: 'input' }),
});
