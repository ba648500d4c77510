import { readFileSync, writeFileSync } from 'node:fs';
import { Writable } from 'node:stream';
import type { Command } from 'commander';
import { program } from '../src/cli/index.ts';
import type { Edge } from '../src/edge.ts';

/** `npm run readme` writes the commands' help into README.md. */
const readme = new URL('../README.md', import.meta.url);

/** Every command's help, as the README shows it. */
export function helpBlock(): string {
  const sink = Object.assign(new Writable({ write: (_text, _encoding, done) => done() }), { columns: 100 });
  const cli = program({ stdout: sink, stderr: sink } as unknown as Edge, '0', () => undefined);
  const leaves = (command: Command): Command[] =>
    command.commands.length > 0 ? command.commands.flatMap(leaves) : [command];
  const helpOf = (command: Command) => {
    let text = '';
    command.configureOutput({
      writeOut: (piece) => {
        text += piece;
      },
      getOutHelpWidth: () => 100,
    });
    command.outputHelp();
    return text.trim();
  };
  return leaves(cli)
    .map((command) => `\`\`\`\n${helpOf(command)}\n\`\`\``)
    .join('\n');
}

/** README.md's text with the block between `<!-- name -->` and `<!-- /name -->` replaced. */
export function withBlock(text: string, name: string, block: string): string {
  const [start, end] = [`<!-- ${name} -->`, `<!-- /${name} -->`];
  const from = text.indexOf(start);
  if (from < 0) throw new Error(`README.md has no ${start}`);
  const to = text.indexOf(end);
  return `${text.slice(0, from)}${start}\n${block}\n${end}${to < 0 ? text.slice(from + start.length) : text.slice(to + end.length)}`;
}

if (import.meta.main) writeFileSync(readme, withBlock(readFileSync(readme, 'utf8'), 'help', helpBlock()));
