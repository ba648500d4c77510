import { UserError } from '../../errors.ts';
import type { HttpAnswer } from '../../http.ts';
import { number } from '../../numbers.ts';
import type { SourceCheck } from '../../types.ts';
import type { CrmField } from '../crm.ts';
import type { Account, Property } from './answers.ts';
import { searchPage } from './answers.ts';
import type { Api, HubSpotSettings } from './api.ts';
import { companyProperties, misfit, wrongConstants } from './properties.ts';

const setupStep = 'Run "ga-leads setup hubspot --write".';

/** Whose the token is, what it may do, whether the fields are there and right, what is left of the limits. */
export async function checkAccount(
  api: Api,
  accountOf: () => Promise<Account>,
  fields: readonly CrmField[],
  { defaults, apiVersion }: HubSpotSettings,
): Promise<SourceCheck> {
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
    problems.push(...fieldProblems(fields, there), ...wrongConstants(defaults, there));
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
    if (!(error instanceof UserError)) throw error;
    problems.push({ message: error.message, next: error.next ?? '' });
  }
  return answer;
}

const fieldProblems = (fields: readonly CrmField[], there: ReadonlyMap<string, Property>) =>
  fields.flatMap((field) => {
    const property = there.get(field.to);
    return property
      ? (misfit(field, property) ?? [])
      : { message: `there is no company property ${field.to} for ${field.from}`, next: setupStep };
  });

/** developers.hubspot.com, Usage guidelines: the headers of every answer but a search's. */
function limitsLeft({ headers }: HttpAnswer): SourceCheck['facts'] {
  const left = (name: string): string | undefined => {
    const [most, remaining] = [name, `${name}-Remaining`].map((each) =>
      headers.get(`X-HubSpot-RateLimit-${each}`),
    );
    return most && remaining ? `${number(Number(remaining))} of ${number(Number(most))}` : undefined;
  };
  const [day, most, remaining] = [
    left('Daily'),
    headers.get('X-HubSpot-RateLimit-Max'),
    headers.get('X-HubSpot-RateLimit-Remaining'),
  ];
  const seconds = Number(headers.get('X-HubSpot-RateLimit-Interval-Milliseconds') ?? 10_000) / 1000;
  return [
    ...(day ? ([['requests left today', day]] as SourceCheck['facts']) : []),
    ...(most && remaining
      ? ([['requests left now', `${remaining} of ${most} in ${seconds} s`]] as SourceCheck['facts'])
      : []),
  ];
}
