import { readFileSync, writeFileSync } from 'node:fs';
import { Writable } from 'node:stream';
import type { Command } from 'commander';
import { program } from '../src/cli/index.ts';
import type { Edge } from '../src/edge.ts';

/** `npm run readme` writes the table of the commands into README.md. */
const readme = new URL('../README.md', import.meta.url);

const cell = (text: string): string => text.replaceAll('|', '\\|');

/** Every command with what it does, as the README shows it; flags and examples are in its --help. */
export function commandTable(): string {
  const sink = new Writable({ write: (_text, _encoding, done) => done() });
  const cli = program({ stdout: sink, stderr: sink } as unknown as Edge, '0', () => undefined);
  const lines = (command: Command, before: string): string[] => {
    const [first, ...rest] = [
      command.name(),
      command
        .usage()
        .replace(/\[options\] ?|\[command\]/g, '')
        .trim(),
    ];
    const name = `${before} ${first}`;
    if (command.commands.length > 0) return command.commands.flatMap((inner) => lines(inner, name));
    return [`| \`${cell([name, ...rest].join(' ').trim())}\` | ${cell(command.description())} |`];
  };
  return [
    '',
    '| command | |',
    '|---|---|',
    ...cli.commands.flatMap((command) => lines(command, 'ga-leads')),
    '',
  ].join('\n');
}

/** README.md's text with the block between `<!-- name -->` and `<!-- /name -->` replaced. */
export function withBlock(text: string, name: string, block: string): string {
  const [start, end] = [`<!-- ${name} -->`, `<!-- /${name} -->`];
  const from = text.indexOf(start);
  if (from < 0) throw new Error(`README.md has no ${start}`);
  const to = text.indexOf(end);
  return `${text.slice(0, from)}${start}\n${block}\n${end}${to < 0 ? text.slice(from + start.length) : text.slice(to + end.length)}`;
}

if (import.meta.main)
  writeFileSync(readme, withBlock(readFileSync(readme, 'utf8'), 'commands', commandTable()));
