import { number, plural } from '../numbers.ts';
import { printable } from '../text.ts';
import type { Organisation } from '../types.ts';
import { addCommand } from './commands.ts';
import { inQuotes } from './entries.ts';
import type { Suggestion } from './suggest.ts';

const mostNamed = 4;

const commandOf = ({ type, way, text }: Suggestion): string => addCommand('exclude', type, way, text);

function names(organisations: readonly Organisation[]): string {
  const shown = organisations.slice(0, mostNamed).map(({ name }) => printable(name));
  const more = organisations.length > mostNamed ? ` and ${organisations.length - mostNamed} more` : '';
  return shown.join(', ') + more;
}

/** Suggestions for people: what each would exclude, whom it would cut besides, its command; `more` there are. */
export function suggestionsText(suggestions: readonly Suggestion[], more: number): string {
  if (suggestions.length === 0)
    return 'nothing to suggest: no name looks like a network that the rules do not know\n';
  const shown = suggestions.map((suggestion) => {
    const { way, text, covers, sessions, harms } = suggestion;
    if (way === 'exact')
      return `${names(covers)}, ${plural(sessions, 'session')}\n  ${commandOf(suggestion)}\n`;
    const also = harms.length > 0 ? `\n  it would cut besides: ${names(harms)}` : '';
    return `${inQuotes(text)} covers ${plural(covers.length, 'organisation')}, ${plural(sessions, 'session')}
  ${names(covers)}${also}
  ${commandOf(suggestion)}
`;
  });
  return shown.join('\n') + (more > 0 ? `\n… and ${number(more)} more (--limit)\n` : '');
}

export const suggestionJson = (suggestion: Suggestion) => ({
  type: suggestion.type,
  way: suggestion.way,
  text: suggestion.text,
  organisations: suggestion.covers.length,
  sessions: suggestion.sessions,
  covers: suggestion.covers.map(({ name }) => printable(name)),
  harms: suggestion.harms.map(({ name }) => printable(name)),
  command: commandOf(suggestion),
});
