import type { Settings } from '../config/schema.ts';
import type { Edge } from '../edge.ts';
import { inputError } from '../errors.ts';
import { HttpFault, request } from '../http.ts';
import { isLoopback } from './host.ts';
import type { Outcome } from './outcome.ts';

/** A message as an incoming webhook takes it. */
export interface SlackMessage {
  /** What a notification shows. */
  text: string;
  blocks: readonly object[];
}

const from = 'In Slack: your app > Incoming Webhooks > Webhook URL; then put it into .env.';
/** What Slack's refusals mean: https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks */
const meanings: Record<string, string> = {
  no_service: 'the webhook was taken away: make a new one',
  no_active_hooks: 'the webhook was switched off',
  invalid_token: 'the address is not whole: copy it again',
  no_team: 'the workspace is gone',
  channel_not_found: 'its channel is gone: make a webhook for another one',
  channel_is_archived: 'its channel is archived: make a webhook for another one',
  action_prohibited: 'an administrator does not let it post there',
  posting_to_general_channel_denied: 'it may not post to the general channel',
};

/** What posts to the environment's webhook. Exit 2 if there is none, or if it is not where the settings say. */
export function slackPoster(
  { baseUrl }: Settings['sinks']['slack'],
  edge: Pick<Edge, 'env' | 'fetch' | 'sleep' | 'now' | 'signal'>,
): (message: SlackMessage) => Promise<Outcome> {
  const webhook = edge.env.SLACK_WEBHOOK_URL;
  if (!webhook) throw inputError('slack: SLACK_WEBHOOK_URL is not set', from);
  const { origin, pathname } = new URL(baseUrl);
  const url = URL.canParse(webhook) ? new URL(webhook) : undefined;
  if (url?.origin !== origin || !url.pathname.startsWith(pathname)) {
    throw inputError(
      `slack: SLACK_WEBHOOK_URL does not begin with ${baseUrl}`,
      `${from} If it is another server's, name that in sinks.slack.baseUrl.`,
    );
  }
  if (url.protocol !== 'https:' && !isLoopback(url.hostname)) {
    throw inputError(
      'slack: SLACK_WEBHOOK_URL must begin with https:',
      'Without it others could read along.',
    );
  }
  const secrets = [url.href, `${url.pathname}${url.search}`, url.pathname.split('/').at(-1) ?? ''];

  return async (message) => {
    try {
      const { text } = await request(edge, {
        to: 'slack',
        method: 'POST',
        url: url.href,
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(message),
        secrets,
        repeatable: false,
      });
      return { state: 'sent', detail: text.slice(0, 100) };
    } catch (error) {
      if (!(error instanceof HttpFault)) throw error;
      const meaning = meanings[error.answer?.text.trim() ?? ''];
      return {
        state: error.arrived === 'no' ? 'failed' : 'unknown',
        detail: meaning ? `${error.message}: ${meaning}` : error.message,
      };
    }
  };
}
