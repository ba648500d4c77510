import { spawn } from 'node:child_process';
import { platform } from 'node:os';

/** Opens an address in the browser of whoever sits here; says nothing where there is none. */
export function openBrowser(url: string): void {
  const [command, ...given] = {
    darwin: ['open', url],
    win32: ['rundll32', 'url.dll,FileProtocolHandler', url],
  }[platform() as string] ?? ['xdg-open', url];
  if (command === undefined) return;
  const child = spawn(command, given, { stdio: 'ignore', detached: true });
  child.on('error', () => undefined);
  child.unref();
}
