import { UserError } from '../../errors.ts';
import { type HttpAnswer, HttpFault } from '../../http.ts';
import { number } from '../../numbers.ts';
import type { SourceCheck } from '../../run-types.ts';
import type { CrmField } from '../crm.ts';
import type { Account, Property } from './answers.ts';
import { searchPage } from './answers.ts';
import type { Api, HubSpotSettings } from './api.ts';
import { companyProperties, type Misfit, misfit, wrongConstants } from './properties.ts';

const setupStep = 'Run "ga-leads setup hubspot --write".';

/** Whose the token is, what it may do, whether the fields are there and right, what is left of the limits. */
export async function checkAccount(
  api: Api,
  accountOf: () => Promise<Account>,
  fields: readonly CrmField[],
  settings: HubSpotSettings,
): Promise<SourceCheck> {
  const { defaults, apiVersion } = settings;
  const answer: SourceCheck = { facts: [], problems: [] };
  const { facts, problems } = answer;
  try {
    const { portalId, accountType, timeZone, uiDomain } = await accountOf();
    facts.push(
      ['account', `${portalId} (${accountType.toLowerCase().replaceAll('_', ' ')}) at ${uiDomain}`],
      ['time zone', timeZone],
      ['API version', apiVersion],
    );
    const there = await companyProperties(api);
    problems.push(...fieldProblems(fields, defaults, there));
    facts.push([
      'fields',
      `${fields.filter(({ to }) => there.has(to)).length} of ${fields.length} are there`,
    ]);
    const one = await api.call({ method: 'GET', path: `${api.paths.companies}?limit=1` }, searchPage);
    facts.push([
      'scopes',
      'companies and their properties may be read; only a write tells whether it may write',
    ]);
    facts.push(...limitsLeft(one.answer));
  } catch (error) {
    if (error instanceof UserError) problems.push({ message: error.message, next: error.next ?? '' });
    else if (error instanceof HttpFault)
      problems.push({ message: error.message, next: nextAfter(error, settings) });
    else throw error;
  }
  return answer;
}

function nextAfter({ answer }: HttpFault, { apiVersion, baseUrl }: HubSpotSettings): string {
  const status = answer?.status ?? 0;
  if (status === 404) {
    return `See whether ${baseUrl} is HubSpot and has version ${apiVersion} of its API: sinks.hubspot.baseUrl, .apiVersion.`;
  }
  if (status >= 429) return 'Try again later.';
  return 'Is sinks.hubspot.baseUrl right, and can it be reached from here?';
}

/** What is missing of the fields and constants, or cannot take what is mapped to it. */
export const fieldProblems = (
  fields: readonly CrmField[],
  constants: Record<string, string>,
  there: ReadonlyMap<string, Property>,
): Misfit[] => [
  ...fields.flatMap((field) => {
    const property = there.get(field.to);
    return property
      ? (misfit(field, property) ?? [])
      : { message: `there is no company property ${field.to} for ${field.from}`, next: setupStep };
  }),
  ...wrongConstants(constants, there),
];

/** developers.hubspot.com, Usage guidelines: the headers of every answer but a search's. */
function limitsLeft({ headers }: HttpAnswer): SourceCheck['facts'] {
  const facts: SourceCheck['facts'] = [];
  const value = (name: string) => {
    const text = headers.get(`X-HubSpot-RateLimit-${name}`);
    return text === null ? undefined : Number(text);
  };
  const tell = (label: string, remaining: number | undefined, most: number | undefined, within = '') => {
    if (remaining !== undefined && most !== undefined)
      facts.push([label, `${number(remaining)} of ${number(most)}${within}`]);
  };
  const seconds = (value('Interval-Milliseconds') ?? 10_000) / 1000;
  tell('requests left today', value('Daily-Remaining'), value('Daily'));
  tell('requests left now', value('Remaining'), value('Max'), ` in ${seconds} s`);
  return facts;
}
