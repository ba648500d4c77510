import { invalid, notValid, type Refusal, Refused, refusal } from './refusal.ts';

export interface Property {
  name: string;
  label: string;
  type: string;
  fieldType: string;
  groupName: string;
  hasUniqueValue: boolean;
  options: { value: string; label: string; hidden: boolean }[];
  modificationMetadata: { readOnlyValue: boolean; readOnlyDefinition: boolean; archivable: boolean };
}

const fieldTypes: Record<string, string[]> = {
  string: ['text', 'textarea', 'file', 'html', 'phonenumber'],
  number: ['number'],
  date: ['date'],
  datetime: ['date'],
  enumeration: ['select', 'radio', 'checkbox', 'booleancheckbox'],
  bool: ['booleancheckbox'],
};
const mostUnique = 10;

const shipped = (name: string, type = 'string', options: string[] = [], isReadOnly = false): Property => ({
  name,
  label: name,
  type,
  fieldType: fieldTypes[type]?.[0] ?? 'text',
  groupName: 'companyinformation',
  hasUniqueValue: false,
  options: options.map((value) => ({ value, label: value.toUpperCase(), hidden: false })),
  modificationMetadata: { readOnlyValue: isReadOnly, readOnlyDefinition: true, archivable: false },
});

/** The properties of companies and their groups, with an account's own. */
export class Properties {
  readonly all = new Map<string, Property>(
    [
      shipped('name'),
      shipped('domain'),
      shipped('website'),
      shipped('description'),
      shipped('industry', 'enumeration', ['BANKING', 'COMPUTER_SOFTWARE']),
      shipped('numberofemployees', 'number'),
      shipped('lifecyclestage', 'enumeration', ['lead', 'opportunity', 'customer']),
      shipped('hs_lead_status', 'enumeration', ['NEW', 'OPEN']),
      shipped('hs_object_id', 'number', [], true),
      shipped('hs_merged_object_ids', 'enumeration', [], true),
      shipped('createdate', 'datetime', [], true),
      shipped('hs_lastmodifieddate', 'datetime', [], true),
    ].map((property) => [property.name, property]),
  );
  readonly groups = new Map([['companyinformation', { name: 'companyinformation', label: 'Company' }]]);

  get unique(): Property[] {
    return [...this.all.values()].filter(({ hasUniqueValue }) => hasUniqueValue);
  }

  makeGroup({ name, label }: { name?: unknown; label?: unknown }): object {
    if (typeof name !== 'string' || typeof label !== 'string') throw invalid('name and label are required');
    if (this.groups.has(name)) {
      throw new Refused(409, refusal('CONFLICT', `Property group ${name} already exists`));
    }
    this.groups.set(name, { name, label });
    return { name, label, displayOrder: -1, archived: false };
  }

  /** Makes one, or tells why not. */
  make(asked: Partial<Property>): Property | Refusal {
    const {
      name = '',
      label = '',
      type = '',
      fieldType = '',
      groupName = '',
      hasUniqueValue = false,
    } = asked;
    const refused = (message: string) => refusal('VALIDATION_ERROR', message, { name: [name] });
    if (!/^[a-z][a-z0-9_]{0,99}$/.test(name)) return refused(`"${name}" is no name for a property`);
    if (label === '') return refused('label is required');
    if (!fieldTypes[type]?.includes(fieldType)) return refused(`${fieldType} is no field type of ${type}`);
    if (!this.groups.has(groupName)) return refused(`Property group "${groupName}" does not exist`);
    if (this.all.has(name))
      return refusal('CONFLICT', `A property named '${name}' already exists.`, { name: [name] });
    if (hasUniqueValue && (!['string', 'number'].includes(type) || this.unique.length >= mostUnique)) {
      return refused(`${name} cannot have unique values`);
    }
    const made: Property = {
      ...{ name, label, type, fieldType, groupName, hasUniqueValue },
      options: asked.options ?? [],
      modificationMetadata: { readOnlyValue: false, readOnlyDefinition: false, archivable: true },
    };
    this.all.set(name, made);
    return made;
  }

  /** A value as it is kept (null where it is cleared), or why it is refused. */
  accept(name: string, value: string): { kept: string | null } | Refusal {
    const property = this.all.get(name);
    if (!property) return notValid(name, 'PROPERTY_DOESNT_EXIST', `Property "${name}" does not exist`);
    if (property.modificationMetadata.readOnlyValue) {
      return notValid(name, 'READ_ONLY_VALUE', `"${name}" is a read only property`);
    }
    if (value === '') return { kept: null };
    if (property.type === 'number' && !/^-?\d+(?:\.\d+)?$/.test(value)) {
      return notValid(name, 'INVALID_INTEGER', `${value} was not a valid number.`);
    }
    if (property.type === 'date') {
      const day = /^\d{12,13}$/.test(value) ? new Date(Number(value)).toISOString().slice(0, 10) : value;
      const isDay = /^\d{4}-\d{2}-\d{2}$/.test(day) && !Number.isNaN(Date.parse(day));
      return isDay ? { kept: day } : notValid(name, 'INVALID_DATE', `${value} was not a valid date.`);
    }
    if (property.type === 'enumeration' && !property.options.some((option) => option.value === value)) {
      const options = property.options.map((option) => option.value).join(', ');
      return notValid(name, 'INVALID_OPTION', `${value} was not one of the allowed options: [${options}]`);
    }
    return { kept: value };
  }
}
