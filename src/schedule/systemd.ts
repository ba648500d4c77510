import { clock, type Plan, told, weekdays } from './plan.ts';

/** An argument for ExecStart: https://www.freedesktop.org/software/systemd/man/systemd.service.html#Command%20lines */
const quoted = (text: string): string => {
  const safe = text.replaceAll('%', '%%').replaceAll('$', '$$$$');
  return /^[\w@+=:,./%$-]+$/.test(safe) ? safe : `"${safe.replace(/["\\]/g, '\\$&')}"`;
};

export const calendarOf = (plan: Plan): string =>
  `${weekdays[plan.weekday - 1]} *-*-* ${clock(plan)}:00 ${plan.timeZone}`;

/** The two unit files. */
export function systemdUnits(plan: Plan): { service: string; timer: string } {
  const { folder, program, commands } = plan;
  return {
    service: `[Unit]
Description=ga-leads: the weekly list
Wants=network-online.target
After=network-online.target

[Service]
Type=oneshot
WorkingDirectory=${folder.replaceAll('%', '%%')}
${commands.map((args) => `ExecStart=${[...program, ...args].map(quoted).join(' ')}`).join('\n')}
`,
    timer: `[Unit]
Description=ga-leads, ${told(plan)}

[Timer]
OnCalendar=${calendarOf(plan)}
Persistent=true

[Install]
WantedBy=timers.target
`,
  };
}

/** A service and a timer of the user's own systemd; a time that was slept through is made up for. */
export function systemdRecipe(plan: Plan): string {
  const { service, timer } = systemdUnits(plan);
  return `# ga-leads, ${told(plan)}. Two files:

# --- ~/.config/systemd/user/ga-leads.service
${service}
# --- ~/.config/systemd/user/ga-leads.timer
${timer}
# Then:
#   systemctl --user daemon-reload
#   systemctl --user enable --now ga-leads.timer
#   loginctl enable-linger            (so that it runs while nobody is signed in)
# Try it: systemctl --user start ga-leads.service; what went wrong: journalctl --user -u ga-leads
`;
}
