import { type Plan, told } from './plan.ts';

/** An argument for bash in a workflow: `\${{` would be an expression of it. */
const quoted = (text: string): string =>
  /^[\w@+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''").replaceAll('${{', "$'{{'")}'`;

/**
 * A workflow that keeps the history in a branch of its own, of one commit. Where that branch cannot be read, the
 * job fails before it could begin a new history.
 */
export function githubRecipe(plan: Plan): string {
  const { weekday, hour, minute, timeZone, commands, version } = plan;
  const file = quoted(plan.history);
  const lines = commands.map((args) => `npx --yes ga-leads@${version} ${args.map(quoted).join(' ')}`);
  return `# ga-leads, ${told(plan)}. Save as .github/workflows/ga-leads.yml in a private repository that holds
# your settings: the history names who visits your site. Secrets: Settings > Secrets and variables > Actions.
name: ga-leads
on:
  schedule:
    - cron: '${minute} ${hour} * * ${weekday % 7}'
      timezone: ${timeZone}
  workflow_dispatch:
permissions:
  contents: write
concurrency: ga-leads
jobs:
  weekly:
    runs-on: ubuntu-latest
    timeout-minutes: 60
    steps:
      - uses: actions/checkout@v5
      - uses: actions/setup-node@v6
        with:
          node-version: 24
      - name: Fetch the history
        id: history
        run: |
          branch=$(git ls-remote origin refs/heads/ga-leads-history)
          if [ -n "$branch" ]; then
            git fetch --depth=1 origin ga-leads-history
            git show FETCH_HEAD:history >${file}
          fi
      - name: Run
        env:
          GOOGLE_KEY: \${{ secrets.GOOGLE_KEY }}
          SMTP_USER: \${{ secrets.SMTP_USER }}
          SMTP_PASSWORD: \${{ secrets.SMTP_PASSWORD }}
          SLACK_WEBHOOK_URL: \${{ secrets.SLACK_WEBHOOK_URL }}
        run: |
          export GOOGLE_APPLICATION_CREDENTIALS="$RUNNER_TEMP/key.json"
          printf '%s' "$GOOGLE_KEY" >"$GOOGLE_APPLICATION_CREDENTIALS"
${lines.map((line) => `          ${line}`).join('\n')}
      - name: Keep the history
        if: always() && steps.history.outcome == 'success'
        run: |
          [ -f ${file} ] || exit 0
          blob=$(git hash-object -w ${file})
          tree=$(printf '100644 blob %s\\thistory\\n' "$blob" | git mktree)
          who=(-c user.name=ga-leads -c user.email=ga-leads@users.noreply.github.com)
          commit=$(git "\${who[@]}" commit-tree "$tree" -m 'History of ga-leads')
          git push --force origin "$commit:refs/heads/ga-leads-history"
      - name: Keep the lists
        if: always()
        uses: actions/upload-artifact@v5
        with:
          name: ga-leads
          path: out
# A run that fails is told by GitHub's mail; its log holds what went wrong.
`;
}
