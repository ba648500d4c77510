import type { CrmField } from '../crm.ts';
import { type FieldKind, leadFields } from '../lead-fields.ts';
import { type Property, properties } from './answers.ts';
import type { Api } from './api.ts';

/** How HubSpot holds and shows a lead's field. */
export const theirTypes: Record<FieldKind, { type: string; fieldType: string }> = {
  text: { type: 'string', fieldType: 'text' },
  longText: { type: 'string', fieldType: 'textarea' },
  number: { type: 'number', fieldType: 'number' },
  date: { type: 'date', fieldType: 'date' },
};

/** The account's properties of companies, by name. */
export async function companyProperties({ call, paths }: Api): Promise<Map<string, Property>> {
  const { body } = await call({ method: 'GET', path: paths.properties }, properties);
  return new Map(body.results.map((property) => [property.name, property]));
}

/** Why a property cannot take a field as it is, and what mends it. */
export interface Misfit {
  message: string;
  next: string;
}

export function misfit({ to, from }: CrmField, there: Property): Misfit | undefined {
  const { type } = theirTypes[leadFields[from].kind];
  if (there.type !== type) {
    return {
      message: `${to} is of type ${there.type}, and ${from} needs ${type}`,
      next: `Map ${from} to another property in sinks.hubspot.fields, or delete ${to} in HubSpot and run "ga-leads setup hubspot --write".`,
    };
  }
  if (there.modificationMetadata?.readOnlyValue) {
    return {
      message: `${to} cannot be written: HubSpot calculates it`,
      next: `Map ${from} to another property in sinks.hubspot.fields.`,
    };
  }
  if (from === 'key' && !there.hasUniqueValue) {
    return {
      message: `${to} does not have unique values, so that nothing would keep a lead from being made twice`,
      next: `HubSpot sets that only when a property is made: delete ${to} there and run "ga-leads setup hubspot --write".`,
    };
  }
  return undefined;
}

/** What is wrong with the constants of sinks.hubspot.defaults: options and properties differ by account. */
export function wrongConstants(
  constants: Record<string, string>,
  there: ReadonlyMap<string, Property>,
): Misfit[] {
  return Object.entries(constants).flatMap(([name, value]) => {
    const property = there.get(name);
    if (!property) {
      return {
        message: `defaults: there is no company property ${name}`,
        next: 'Correct its name in sinks.hubspot.defaults: HubSpot: Settings > Properties > Company.',
      };
    }
    const { options, type, modificationMetadata } = property;
    if (modificationMetadata?.readOnlyValue) {
      return {
        message: `defaults: ${name} cannot be written: HubSpot calculates it`,
        next: `Take ${name} out of sinks.hubspot.defaults.`,
      };
    }
    if (type === 'number' && !Number.isFinite(Number(value))) {
      return {
        message: `defaults: ${name} is a number, and ${value} is none`,
        next: 'Correct it in sinks.hubspot.defaults.',
      };
    }
    if (options.length === 0 || options.some((option) => option.value === value)) return [];
    const names = options.map(({ value: own, label }) =>
      label && label !== own ? `${own} (${label})` : own,
    );
    return {
      message: `defaults: ${name} has no option ${value}; it has ${names.join(', ')}`,
      next: 'Name one of them in sinks.hubspot.defaults.',
    };
  });
}
