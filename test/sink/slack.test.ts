import { afterEach, describe, expect, it } from 'vitest';
import { type SlackMessage, slackPoster } from '../../src/sink/slack.ts';
import { fakeEdge } from '../edge.ts';
import { slack } from '../stand-ins/slack.ts';

const stops: (() => void)[] = [];
afterEach(() => {
  for (const stop of stops.splice(0)) stop();
});

async function listening(answer?: { status: number; text: string }) {
  const server = await slack(answer);
  stops.push(server.stop);
  return server;
}

const message: SlackMessage = { text: 'Leads', blocks: [{ type: 'divider' }] };
const hook = '/services/T0/B0/sEcReT';

const poster = (baseUrl: string, webhook?: string) =>
  slackPoster(
    { enabled: true, baseUrl },
    fakeEdge({ env: { SLACK_WEBHOOK_URL: webhook }, fetch: globalThis.fetch }).edge,
  );

describe('a Slack message', () => {
  it('is posted as JSON to the webhook', async () => {
    const { posts, base } = await listening({ status: 200, text: 'ok' });
    expect(await poster(base, base + hook)(message)).toEqual({ state: 'sent', detail: 'ok' });
    expect(posts).toEqual([{ path: hook, body: message }]);
  });

  it('failed where Slack refuses it; what that means is told, the secret is not', async () => {
    const { base } = await listening({ status: 404, text: 'no_service' });
    const { state, detail } = await poster(base, base + hook)(message);
    expect(state).toBe('failed');
    expect(detail).toBe('slack: answered 404 (no_service): the webhook was taken away: make a new one');
  });

  it('is unknown where the connection is lost after it was posted, and posted once', async () => {
    const { base, posts } = await listening();
    const { state, detail } = await poster(base, base + hook)(message);
    expect(state).toBe('unknown');
    expect(detail).not.toContain('sEcReT');
    expect(posts).toHaveLength(1);
  });

  it.each([
    ['https://hooks.slack.com', undefined, 'SLACK_WEBHOOK_URL is not set'],
    ['https://hooks.slack.com', `https://evil.example${hook}`, 'does not begin with https://hooks.slack.com'],
    ['https://hooks.slack.com', `https://hooks.slack.com.evil.example${hook}`, 'does not begin with'],
    ['https://hooks.slack.com', `http://hooks.slack.com${hook}`, 'does not begin with'],
    ['http://chat.example', `http://chat.example${hook}`, 'must begin with https:'],
    ['https://hooks.slack.com', 'sEcReT', 'does not begin with'],
  ])('where Slack is %s and the webhook %s: %s', (base, webhook, refusal) => {
    const refused = () => poster(base, webhook);
    expect(refused).toThrow(refusal);
    expect(refused).not.toThrow('sEcReT');
  });
});
