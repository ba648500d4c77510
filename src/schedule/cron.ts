import { clock, type Plan, told } from './plan.ts';

/** An argument for sh; `%` is cron's line break. */
const quoted = (text: string): string =>
  (/^[\w@+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`).replaceAll('%', '\\%');

/**
 * A line for `crontab -e`. Most crons know only the machine's time zone: for another one the line looks every
 * quarter of an hour whether it is time there.
 */
export function cronRecipe(plan: Plan): string {
  const { weekday, hour, minute, timeZone, machineZone, folder, program, commands } = plan;
  const job = [
    `cd ${quoted(folder)}`,
    ...commands.map((args) => [...program, ...args].map(quoted).join(' ')),
  ].join(' && ');
  const isOwnZone = timeZone === machineZone;
  const quarters = [0, 15, 30, 45].map((more) => (minute + more) % 60).sort((a, b) => a - b);
  const now = `"$(TZ=${quoted(timeZone)} date +\\%u\\%H:\\%M)"`;
  const line = isOwnZone
    ? `${minute} ${hour} * * ${weekday} ${job}`
    : `${quarters.join(',')} * * * * [ ${now} != ${weekday}${clock(plan)} ] || { ${job}; }`;
  return `# ga-leads, ${told(plan)}. Paste into: crontab -e
# A run that ends well says nothing; what went wrong comes by cron's mail to MAILTO.${
    isOwnZone
      ? ''
      : `
# cron's times are those of ${machineZone}: each quarter of an hour the line looks whether it is time in ${timeZone}.`
  }
${line}
`;
}
