import { writeFileSync } from 'node:fs';

/** Preloaded into a measured process: leaves its peak memory and CPU time in the file that PEAK_FILE names. */
process.on('exit', () => {
  const file = process.env.PEAK_FILE;
  const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage();
  const used = { megabytes: maxRSS / 1024, cpuSeconds: (userCPUTime + systemCPUTime) / 1e6 };
  if (file) writeFileSync(file, JSON.stringify(used));
});
