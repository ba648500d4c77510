import { exitCodes, UserError } from '../../errors.ts';
import { HttpFault } from '../../http.ts';
import { BatchRefused } from '../crm.ts';
import { type Failure, wordsOf } from './answers.ts';
import { failureOf } from './api.ts';

const aboutProperty =
  /PROPERTY_DOESNT_EXIST|propert(?:y|ies)\b.*(?:does(?: not|n't) exist|not found)|non-unique/is;

/** The stop for a refusal that no lead is the cause of: a property is missing, or the key's is not unique. */
export function propertyFault(said: Failure): UserError | undefined {
  if (said.category === 'OBJECT_NOT_FOUND' || !aboutProperty.test(said.message)) return undefined;
  return new UserError(
    exitCodes.delivery,
    `hubspot: ${wordsOf(said)}`,
    'Run "ga-leads check hubspot" to see which property it is, and "ga-leads setup hubspot --write" to make it.',
  );
}

/** What a fault means where something in the request may be to blame; gives it back where nothing is. */
export function refusalOf(fault: unknown): unknown {
  const status = fault instanceof HttpFault ? fault.answer?.status : undefined;
  if (!(fault instanceof HttpFault) || !fault.answer || (status !== 400 && status !== 409)) return fault;
  const said = failureOf(fault.answer);
  return propertyFault(said) ?? new BatchRefused(`hubspot: refused (${status}): ${wordsOf(said)}`);
}
