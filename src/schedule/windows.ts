import { clock, type Plan, told, weekdays } from './plan.ts';

/** An argument in a batch file. */
const quoted = (text: string): string =>
  (/^[\w@+=:,./\\-]+$/.test(text) ? text : `"${text}"`).replaceAll('%', '%%');

/** A batch file and the command that makes a task of it. */
export function windowsRecipe(plan: Plan): string {
  const { weekday, timeZone, machineZone, folder, program, commands } = plan;
  const task = `${folder.replace(/[\\/]$/, '')}\\ga-leads-weekly.cmd`;
  const zone =
    timeZone === machineZone
      ? ''
      : `\nrem The task's time is the machine's (${machineZone}): change ${clock(plan)} to what it is there.`;
  return `rem ga-leads, ${told(plan)}. Save as ${task}${zone}
@echo off
cd /d ${quoted(folder)} || exit /b 1
${commands.map((args) => `call ${[...program, ...args].map(quoted).join(' ')} 2>>ga-leads.log || exit /b 1`).join('\n')}

rem Then, once:
rem   schtasks /Create /TN ga-leads /SC WEEKLY /D ${weekdays[weekday - 1]?.toUpperCase()} /ST ${clock(plan)} /TR "\\"${task}\\""
rem Try it: schtasks /Run /TN ga-leads; what went wrong is at the end of ga-leads.log
`;
}
